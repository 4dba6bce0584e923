package org.volumetransfers.application.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.BackendUnavailableException.Reason;

/** Queries of the tests of workers, and their results. */
final class Queries {

    static final int TIMEOUT_SECONDS = 30;

    private Queries() {}

    /** Returns a query that skips few transfers, with its limit as its number in the project. */
    static PageQuery quick(String project, int number) {
        return PageQuery.atOffset(new ProjectId(project), Queued.SHORT_WALK, number);
    }

    static PageQuery walk(String project, int number) {
        return PageQuery.atOffset(new ProjectId(project), Queued.SHORT_WALK + 1, number);
    }

    static CompletableFuture<TransferPage> ask(PageWorkers workers, PageQuery query) {
        return workers.page(query).toCompletableFuture();
    }

    static List<CompletableFuture<TransferPage>> askAll(PageWorkers workers, PageQuery... queries) {
        return List.of(queries).stream().map(query -> ask(workers, query)).toList();
    }

    static <T> CompletableFuture<T> lookUp(PageWorkers workers, String project, Supplier<T> read) {
        return workers.read(new ProjectId(project), read).toCompletableFuture();
    }

    static <T> T get(CompletableFuture<T> result) throws Exception {
        return result.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    static Throwable failureOf(CompletableFuture<?> result) {
        return Objects.requireNonNull(
                assertThrows(ExecutionException.class, () -> get(result)).getCause());
    }

    static void assertUnavailable(Reason reason, CompletableFuture<?> result) {
        BackendUnavailableException failure = assertInstanceOf(BackendUnavailableException.class, failureOf(result));
        assertEquals(reason, failure.reason());
        assertEquals(Backend.STORAGE, failure.backend());
    }

    static boolean await(CountDownLatch latch) {
        try {
            return latch.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
