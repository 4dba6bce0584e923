package org.volumetransfers.application.port.out;

import java.util.concurrent.CompletionStage;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;

/**
 * The storage port of the use cases: reads pages of transfers without blocking the caller.
 *
 * <p>Pages are as {@link org.volumetransfers.domain.TransferQuery} defines them.
 * {@link org.volumetransfers.application.service.BlockingTransferPages} adapts such a query to this port. Safe for use by
 * multiple threads.
 */
public interface TransferPages {

    /**
     * Reads one page. Never blocks and never throws.
     *
     * @param query the project, and which of its pages
     * @return the page, complete already if storage never blocks, otherwise completed later by a thread of the
     *     implementation; fails with {@link org.volumetransfers.domain.error.BackendUnavailableException} if storage cannot
     *     answer now
     */
    CompletionStage<TransferPage> page(PageQuery query);
}
