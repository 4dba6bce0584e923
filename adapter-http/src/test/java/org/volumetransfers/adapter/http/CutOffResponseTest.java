package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.toolkit.Await;
import org.volumetransfers.adapter.http.toolkit.CapturedLog;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.domain.PageStart;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.testkit.FailingTransferQuery;

/** Storage that fails within a response: no client may mistake a part for all of it. Contract, section 3.3. */
class CutOffResponseTest {

    private static final String END_OF_CHUNKS = "0\r\n\r\n";

    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void close() {
        log.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aChunkedResponseIsCutOff(boolean queued) throws IOException {
        AtomicInteger left = new AtomicInteger();
        NumberedTransfers stored = NumberedTransfers.plain(NumberedTransfers.MANY);
        TransferQuery failing = query -> {
            if (left.getAndDecrement() <= 0) {
                throw new BackendUnavailableException(Backend.STORAGE, "unavailable", null);
            }
            return stored.page(query);
        };
        try (Edge edge = Edge.with(failing).queued(queued).start()) {
            for (int pages = 1; pages <= 20; pages++) {
                left.set(pages);
                assertBroken(edge, Requests.list(""));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aResponseWithConnectionCloseIsCutOff(boolean queued) throws IOException {
        try (Edge edge = failingAfter(5, queued)) {
            assertBroken(edge, Requests.of("GET", Requests.LIST, Requests.TOKEN, "Connection: close"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aResponseThatEndsWithItsConnectionIsReset(boolean queued) throws IOException {
        try (Edge edge = failingAfter(5, queued)) {
            assertBroken(edge, Requests.ofVersion("HTTP/1.0", "GET", Requests.LIST, Requests.TOKEN));
        }
        try (Edge edge = failingAfter(5, queued)) {
            assertBroken(
                    edge,
                    Requests.ofVersion("HTTP/1.0", "GET", Requests.LIST, Requests.TOKEN, "Connection: keep-alive"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theHttpClientOfTheJdkReportsAFailure(boolean queued) throws IOException {
        try (Edge edge = failingAfter(5, queued)) {
            HttpRequest request = HttpRequest.newBuilder(edge.uri(Requests.LIST))
                    .header("X-Auth-Token", KnownTokens.VALID)
                    .timeout(Await.BOUND)
                    .build();
            HttpClient client = HttpClient.newHttpClient();
            assertThrows(IOException.class, () -> client.send(request, BodyHandlers.ofByteArray()));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUnforeseenFailureCutsTheResponseOff(boolean queued) throws IOException {
        NumberedTransfers stored = NumberedTransfers.plain(NumberedTransfers.MANY);
        TransferQuery failing = query -> {
            if (query.start() instanceof PageStart.After && stored.pages() > 3) {
                throw new StackOverflowError();
            }
            return stored.page(query);
        };
        try (Edge edge = Edge.with(failing).queued(queued).start()) {
            assertBroken(edge, Requests.list(""));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void otherConnectionsAreNotAffected(boolean queued) throws IOException {
        AtomicBoolean unavailable = new AtomicBoolean();
        NumberedTransfers stored = NumberedTransfers.plain(NumberedTransfers.MANY);
        TransferQuery failing = query -> {
            if (unavailable.get() && query.start() instanceof PageStart.After) {
                throw new BackendUnavailableException(Backend.STORAGE, "unavailable", null);
            }
            return stored.page(query);
        };
        try (Edge edge = Edge.with(failing).queued(queued).start();
                RawClient other = edge.client()) {
            ResponseRules.assertListing(2, other.send(Requests.list("?limit=2")).response());
            unavailable.set(true);
            for (int i = 0; i < 20; i++) {
                assertBroken(edge, Requests.list(""));
                ResponseRules.assertListing(
                        2, other.send(Requests.list("?limit=2")).response());
            }
            unavailable.set(false);
            ResponseRules.assertListing(
                    NumberedTransfers.MANY, other.send(Requests.list("")).response());
        }
        log.assertKinds(1);
    }

    private Edge failingAfter(int pages, boolean queued) throws IOException {
        TransferQuery stored = NumberedTransfers.plain(NumberedTransfers.MANY);
        return Edge.with(FailingTransferQuery.afterPages(stored, pages))
                .queued(queued)
                .start();
    }

    private static void assertBroken(Edge edge, String request) throws IOException {
        try (RawClient client = edge.client()) {
            RawClient.Rest response = client.send(request).rest();
            assertTrue(response.reset(), "ended like a complete response");
            assertFalse(response.text().endsWith(END_OF_CHUNKS));
            assertFalse(response.text().endsWith("]}]}"));
        }
    }
}
