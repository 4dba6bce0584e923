package org.volumetransfers.bootstrap.acceptance;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.BackendUnavailableException.Reason;

/** Storage in a state that a test can change between requests. */
final class FailingPages implements TransferPages {

    private final TransferPages pages;
    private volatile State state = State.AVAILABLE;

    FailingPages(TransferPages pages) {
        this.pages = pages;
    }

    enum State {
        AVAILABLE,
        QUEUE_FULL,
        UNAVAILABLE
    }

    void become(State next) {
        state = next;
    }

    @Override
    public CompletionStage<TransferPage> page(PageQuery query) {
        return switch (state) {
            case AVAILABLE -> pages.page(query);
            case QUEUE_FULL ->
                CompletableFuture.failedStage(
                        new BackendUnavailableException(Backend.STORAGE, Reason.QUEUE_FULL, "made to be full"));
            case UNAVAILABLE ->
                CompletableFuture.failedStage(new BackendUnavailableException(Backend.STORAGE, "made to fail", null));
        };
    }
}
