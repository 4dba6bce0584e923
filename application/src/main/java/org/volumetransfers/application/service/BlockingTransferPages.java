package org.volumetransfers.application.service;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.volumetransfers.application.blocking.PageWorkers;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;

/** Adapts a {@link TransferQuery} to the asynchronous storage port. */
public final class BlockingTransferPages {

    private BlockingTransferPages() {}

    /**
     * Returns a port that reads pages on the calling thread, for a query that never blocks or a caller that may be blocked.
     *
     * @param query reads the pages
     * @return the port, whose stages are always complete
     */
    public static TransferPages direct(TransferQuery query) {
        Objects.requireNonNull(query, "query");
        return pageQuery -> {
            try {
                return CompletableFuture.completedStage(query.page(pageQuery));
            } catch (RuntimeException e) {
                return CompletableFuture.failedStage(e);
            }
        };
    }

    /**
     * Returns a port that reads pages on threads of its own, for a query that blocks.
     *
     * @param query reads the pages
     * @param limits bounds of threads and queue
     * @return the port, to be closed by the caller
     */
    public static PageWorkers onWorkers(TransferQuery query, PageWorkers.Limits limits) {
        Objects.requireNonNull(query, "query");
        return new PageWorkers(limits, 1, queries -> {
            TransferPage page = query.page(queries.get(0));
            return List.<Supplier<TransferPage>>of(() -> page);
        });
    }
}
