package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.InvalidValueException;
import org.volumetransfers.testkit.FailingTransferQuery;

/** Storage that fails before the first byte: rows 14 and 16. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StorageFailureTest {

    private static final String SECRET = "jdbc:postgresql://secret-host/db";

    private final CapturedLog log = new CapturedLog();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);

    @AfterAll
    void close() {
        workers.shutdownNow();
        log.close();
    }

    static Stream<Throwable> unforeseen() {
        return Stream.of(
                new NullPointerException(SECRET),
                new IllegalStateException(SECRET),
                new StackOverflowError(SECRET),
                new OutOfMemoryError(SECRET),
                new AssertionError(SECRET),
                new InvalidValueException("project_id", SECRET));
    }

    @Test
    void storageThatIsAwayIsRow14() throws IOException {
        try (Edge direct = Edge.over(FailingTransferQuery.always());
                Edge queued = Edge.with(FailingTransferQuery.always())
                        .storedOn(workers)
                        .start()) {
            for (Edge edge : new Edge[] {direct, queued}) {
                AnswerRules.assertFault(Fault.STORAGE_UNAVAILABLE, edge.ask(Requests.list("")));
                AnswerRules.assertFault(Fault.STORAGE_UNAVAILABLE, edge.ask(Requests.list("?limit=5")));
                AnswerRules.assertFault(Fault.STORAGE_UNAVAILABLE, edge.ask(Requests.list("?offset=5")));
            }
        }
    }

    @Test
    void storageThatFailsWhileItLooksForTheNextPageIsRow14() throws IOException {
        TransferQuery failing = FailingTransferQuery.afterPages(NumberedTransfers.plain(1000), 1);
        try (Edge edge = Edge.over(failing)) {
            AnswerRules.assertFault(Fault.STORAGE_UNAVAILABLE, edge.ask(Requests.list("?limit=500")));
        }
    }

    @ParameterizedTest
    @MethodSource("unforeseen")
    void whatNobodyForesawIsRow16AndSaysNothing(Throwable failure) throws IOException {
        TransferQuery failing = query -> {
            throw sneaky(failure);
        };
        try (Edge direct = Edge.over(failing);
                Edge queued = Edge.with(failing).storedOn(workers).start()) {
            for (Edge edge : new Edge[] {direct, queued}) {
                RawAnswer answer = edge.ask(Requests.list(""));
                AnswerRules.assertFault(Fault.INTERNAL, answer);
                assertFalse(answer.toString().contains("secret"), answer::toString);
                assertFalse(answer.toString().contains("Exception"), answer::toString);
            }
        }
    }

    @Test
    void whatStorageSaysIsForTheLogOnly() throws IOException {
        TransferQuery failing = query -> {
            throw new BackendUnavailableException(Backend.STORAGE, SECRET, new IOException(SECRET));
        };
        try (Edge edge = Edge.over(failing)) {
            RawAnswer answer = edge.ask(Requests.list(""));
            assertFalse(answer.toString().contains("secret"), answer::toString);
            assertTrue(log.all().stream().anyMatch(line -> line.contains(SECRET)));
        }
    }

    @Test
    void aConnectionIsStillGoodAfterAFailure() throws IOException {
        AtomicBoolean away = new AtomicBoolean(true);
        NumberedTransfers stored = NumberedTransfers.plain(3);
        TransferQuery sometimes = query -> {
            if (away.get()) {
                throw new BackendUnavailableException(Backend.STORAGE, "away", null);
            }
            return stored.page(query);
        };
        try (Edge edge = Edge.over(sometimes);
                RawClient client = edge.client()) {
            AnswerRules.assertFault(
                    Fault.STORAGE_UNAVAILABLE, client.send(Requests.list("")).answer());
            away.set(false);
            AnswerRules.assertListing(3, client.send(Requests.list("")).answer());
        }
    }

    @Test
    void aPageThatIsNullIsRow16() throws IOException {
        try (Edge edge = Edge.over(NullPages.QUERY)) {
            assertEquals(500, edge.ask(Requests.list("")).status());
        }
    }

    /** Storage that breaks its contract. */
    private static final class NullPages {

        @SuppressWarnings("NullAway") // on purpose
        static final TransferQuery QUERY = query -> null;
    }

    private static RuntimeException sneaky(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }
}
