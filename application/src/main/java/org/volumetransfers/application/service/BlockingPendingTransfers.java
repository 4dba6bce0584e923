package org.volumetransfers.application.service;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.volumetransfers.application.blocking.PageWorkers;
import org.volumetransfers.application.port.out.PendingTransfers;
import org.volumetransfers.domain.TransferLookup;

/** Adapts a {@link TransferLookup} to the asynchronous storage port. */
public final class BlockingPendingTransfers {

    private BlockingPendingTransfers() {}

    /**
     * Returns a port that finds transfers on the calling thread, for a lookup that never blocks or a caller that may be
     * blocked.
     *
     * @param lookup finds the transfers
     * @return the port, whose stages are always complete
     */
    public static PendingTransfers direct(TransferLookup lookup) {
        Objects.requireNonNull(lookup, "lookup");
        return (project, id) -> {
            try {
                return CompletableFuture.completedStage(lookup.find(project, id));
            } catch (RuntimeException e) {
                return CompletableFuture.failedStage(e);
            }
        };
    }

    /**
     * Returns a port that finds transfers on the threads of workers, for a lookup that blocks.
     *
     * @param lookup finds the transfers
     * @param workers run the lookups; to be closed by their owner
     * @return the port
     */
    public static PendingTransfers onWorkers(TransferLookup lookup, PageWorkers workers) {
        Objects.requireNonNull(lookup, "lookup");
        Objects.requireNonNull(workers, "workers");
        return (project, id) -> workers.read(project, () -> lookup.find(project, id));
    }
}
