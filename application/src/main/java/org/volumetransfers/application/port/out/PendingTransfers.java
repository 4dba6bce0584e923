package org.volumetransfers.application.port.out;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * The storage port of use cases that need a single transfer. Results are as {@link
 * org.volumetransfers.domain.TransferLookup#find} defines them;
 * {@link org.volumetransfers.application.service.BlockingPendingTransfers} adapts such a lookup to this port. Safe for use by
 * multiple threads.
 */
public interface PendingTransfers {

    /**
     * Finds a pending transfer. Never blocks and never throws.
     *
     * @param project the project that created it
     * @param id its id
     * @return the transfer, or empty, complete already if storage never blocks, otherwise completed later by a thread of the
     *     implementation; fails with {@link org.volumetransfers.domain.error.BackendUnavailableException} if storage cannot
     *     answer now
     */
    CompletionStage<Optional<VolumeTransfer>> find(ProjectId project, TransferId id);
}
