package org.volumetransfers.application.blocking;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.BackendUnavailableException.Reason;

/** A queued read of a project, and the future of its result. */
sealed interface Queued {

    /** A larger offset makes a page a walk. */
    int SHORT_WALK = 1000;

    ProjectId project();

    CompletableFuture<?> result();

    /** Returns when the read was queued, as {@link System#nanoTime}. */
    long since();

    /** Tells whether this may be read together with others. */
    boolean isPage();

    boolean isWalk();

    default void fail(Reason reason, String message) {
        result().completeExceptionally(new BackendUnavailableException(Backend.STORAGE, reason, message));
    }

    /** A page, which may be read together with others. */
    record Page(PageQuery query, CompletableFuture<TransferPage> result, long since) implements Queued {

        @Override
        public ProjectId project() {
            return query.project();
        }

        @Override
        public boolean isPage() {
            return true;
        }

        @Override
        public boolean isWalk() {
            return query.start()
                    .map(offset -> offset > SHORT_WALK, position -> false, marker -> marker.offset() > SHORT_WALK);
        }

        void complete(Supplier<TransferPage> read) {
            Queued.complete(result, read);
        }
    }

    /** A read of anything else, never together with others: each is a round trip of its own. */
    record Read<T>(ProjectId project, Supplier<T> read, CompletableFuture<T> result, long since) implements Queued {

        @Override
        public boolean isPage() {
            return false;
        }

        @Override
        public boolean isWalk() {
            return false;
        }

        void run() {
            complete(result, read);
        }
    }

    private static <T> void complete(CompletableFuture<T> result, Supplier<T> read) {
        T value;
        try {
            value = read.get();
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
            return;
        }
        result.complete(value);
    }
}
