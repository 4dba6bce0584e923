package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.volumetransfers.adapter.http.toolkit.CapturedLog;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
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

    @AfterAll
    void close() {
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
    void unavailableStorageIsRow14() throws IOException {
        try (Edge direct = Edge.over(FailingTransferQuery.always());
                Edge queued =
                        Edge.with(FailingTransferQuery.always()).onWorkers(2).start()) {
            for (Edge edge : new Edge[] {direct, queued}) {
                FaultRules.assertFault(Fault.STORAGE_UNAVAILABLE, edge.send(Requests.list("")));
                FaultRules.assertFault(Fault.STORAGE_UNAVAILABLE, edge.send(Requests.list("?limit=5")));
                FaultRules.assertFault(Fault.STORAGE_UNAVAILABLE, edge.send(Requests.list("?offset=5")));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("unforeseen")
    void anUnforeseenFailureIsRow16WithoutDetails(Throwable failure) throws IOException {
        TransferQuery failing = query -> {
            throw sneaky(failure);
        };
        try (Edge direct = Edge.over(failing);
                Edge queued = Edge.with(failing).onWorkers(2).start()) {
            for (Edge edge : new Edge[] {direct, queued}) {
                RawResponse response = edge.send(Requests.list(""));
                FaultRules.assertFault(Fault.INTERNAL, response);
                assertFalse(response.toString().contains("secret"), response::toString);
                assertFalse(response.toString().contains("Exception"), response::toString);
            }
        }
    }

    @Test
    void messagesOfStorageAreOnlyLogged() throws IOException {
        TransferQuery failing = query -> {
            throw new BackendUnavailableException(Backend.STORAGE, SECRET, new IOException(SECRET));
        };
        try (Edge edge = Edge.over(failing)) {
            RawResponse response = edge.send(Requests.list(""));
            assertFalse(response.toString().contains("secret"), response::toString);
            assertTrue(log.all().stream().anyMatch(line -> line.contains(SECRET)));
        }
    }

    @Test
    void aConnectionRemainsUsableAfterAFailure() throws IOException {
        AtomicBoolean unavailable = new AtomicBoolean(true);
        NumberedTransfers stored = NumberedTransfers.plain(3);
        TransferQuery sometimes = query -> {
            if (unavailable.get()) {
                throw new BackendUnavailableException(Backend.STORAGE, "unavailable", null);
            }
            return stored.page(query);
        };
        try (Edge edge = Edge.over(sometimes);
                RawClient client = edge.client()) {
            FaultRules.assertFault(
                    Fault.STORAGE_UNAVAILABLE, client.send(Requests.list("")).response());
            unavailable.set(false);
            ResponseRules.assertListing(3, client.send(Requests.list("")).response());
        }
    }

    @Test
    void aPageThatIsNullIsRow16() throws IOException {
        try (Edge edge = Edge.over(NullPages.QUERY)) {
            assertEquals(500, edge.send(Requests.list("")).status());
        }
    }

    /** Storage that violates its contract. */
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
