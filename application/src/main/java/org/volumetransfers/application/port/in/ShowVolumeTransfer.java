package org.volumetransfers.application.port.in;

import java.util.concurrent.CompletionStage;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeTransfer;

/** Shows one pending transfer of a project. Does not check the caller, which is up to {@link AuthenticateCaller}. */
public interface ShowVolumeTransfer {

    /**
     * Finds a transfer. Never blocks.
     *
     * @param project the project that created it
     * @param id its id
     * @return the transfer; fails with {@link org.volumetransfers.domain.error.TransferNotFoundException} if the project has
     *     no pending transfer with this id, and with {@link org.volumetransfers.domain.error.BackendUnavailableException} if
     *     storage cannot answer now
     */
    CompletionStage<VolumeTransfer> show(ProjectId project, TransferId id);
}
