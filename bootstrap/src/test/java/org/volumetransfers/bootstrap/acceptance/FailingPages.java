package org.volumetransfers.bootstrap.acceptance;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.volumetransfers.application.port.out.PendingTransfers;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.BackendUnavailableException.Reason;

/** Storage in a state that a test can change between requests. */
final class FailingPages implements TransferPages {

    private final TransferPages pages;
    private final PendingTransfers pending;
    private volatile State state = State.AVAILABLE;

    FailingPages(TransferPages pages, PendingTransfers pending) {
        this.pages = pages;
        this.pending = pending;
    }

    enum State {
        AVAILABLE,
        QUEUE_FULL,
        UNAVAILABLE
    }

    void become(State next) {
        state = next;
    }

    /** Returns the port for single transfers, which is in the same state. */
    PendingTransfers pending() {
        return (project, id) -> read(() -> pending.find(project, id));
    }

    @Override
    public CompletionStage<TransferPage> page(PageQuery query) {
        return read(() -> pages.page(query));
    }

    private <T> CompletionStage<T> read(Supplier<CompletionStage<T>> available) {
        return switch (state) {
            case AVAILABLE -> available.get();
            case QUEUE_FULL ->
                CompletableFuture.failedStage(
                        new BackendUnavailableException(Backend.STORAGE, Reason.QUEUE_FULL, "made to be full"));
            case UNAVAILABLE ->
                CompletableFuture.failedStage(new BackendUnavailableException(Backend.STORAGE, "made to fail", null));
        };
    }
}
