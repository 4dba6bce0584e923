package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.RequestObserver.FinishedRequest;
import org.volumetransfers.adapter.http.toolkit.Await;
import org.volumetransfers.adapter.http.toolkit.CapturedLog;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.testkit.FailingTransferQuery;

class RequestObserverTest {

    private final NumberedTransfers stored = NumberedTransfers.plain(NumberedTransfers.MANY);
    private final BlockingQueue<FinishedRequest> finished = new LinkedBlockingQueue<>();

    private FinishedRequest next() throws InterruptedException {
        FinishedRequest request = finished.poll(Await.BOUND.toSeconds(), TimeUnit.SECONDS);
        assertTrue(request != null, "no request was observed");
        return request;
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1, X-None: 1",
        "HTTP/1.1, Connection: close",
        "HTTP/1.0, X-None: 1",
        "HTTP/1.0, Connection: keep-alive"
    })
    void listings(String version, String header) throws Exception {
        try (Edge edge = Edge.with(stored).observedBy(finished::add).start()) {
            for (String query : new String[] {"?limit=2", "?limit=5000", "?offset=19990"}) {
                RawResponse response =
                        edge.send(Requests.ofVersion(version, "GET", Requests.LIST + query, Requests.TOKEN, header));
                FinishedRequest request = next();
                assertEquals("list", request.operation());
                assertEquals(200, request.status());
                assertNull(request.code());
                assertEquals(response.json().get("transfers").size(), request.rows());
                assertTrue(request.bytes() >= response.text().length(), request::toString);
                assertFalse(request.aborted());
                assertEquals(KnownTokens.MEMBER, request.caller());
            }
        }
        assertTrue(finished.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "/v3/firstproject/os-volume-transfer/detail?limit=3, detail, 3",
        "/v3/firstproject/os-volume-transfer/1a2b3c4d-0000-4000-8000-000000000001, show, 0",
        "/firstproject/os-volume-transfer/1a2b3c4d-0000-4000-8000-000000000001, show, 0",
        "/v3/, versions, 0"
    })
    void otherOperations(String target, String operation, int rows) throws Exception {
        try (Edge edge = Edge.with(stored).observedBy(finished::add).start()) {
            RawResponse response = edge.send(Requests.get(target, Requests.TOKEN));
            assertEquals(200, response.status());
            FinishedRequest request = next();
            assertEquals(operation, request.operation());
            assertEquals(rows, request.rows());
            assertEquals(response.text().length(), request.bytes());
            assertNull(request.code());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=2", ""})
    void aResponseToHeadHasNoRowsAndNoBytes(String query) throws Exception {
        try (Edge edge = Edge.with(stored).observedBy(finished::add).start()) {
            edge.send(Requests.of("HEAD", Requests.LIST + query, Requests.TOKEN));
            FinishedRequest request = next();
            assertEquals(200, request.status());
            assertEquals(0, request.rows());
            assertEquals(0, request.bytes());
            assertFalse(request.aborted());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, true",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-follows, true",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, false",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01, false",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01, false",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01, false",
        "nonsense, false"
    })
    void theOriginNamesClientProjectAndTrace(String traceParent, boolean isValid) throws Exception {
        try (Edge edge = Edge.with(stored).observedBy(finished::add).start()) {
            edge.send(Requests.of(
                    "HEAD", Requests.LIST, Requests.TOKEN, "X-Request-Id: mine", "traceparent: " + traceParent));
            RequestObserver.Origin origin = next().origin();
            assertEquals("mine", origin.id());
            assertEquals("HEAD", origin.method());
            assertEquals(new ProjectId("firstproject"), origin.project());
            assertEquals(edge.address().getAddress(), origin.client());
            assertEquals(isValid ? traceParent : null, origin.traceParent());
        }
    }

    @Test
    void theOriginOfAnEarlyRefusalHasWhatIsKnown() throws Exception {
        try (Edge edge = Edge.with(stored).observedBy(finished::add).start()) {
            for (String request : new String[] {Requests.get("/nowhere"), "NONSENSE\r\n\r\n"}) {
                RawResponse response = edge.send(request);
                RequestObserver.Origin origin = next().origin();
                assertEquals(response.header("X-Request-Id"), origin.id());
                assertEquals(request.startsWith("GET") ? "GET" : "-", origin.method());
                assertNull(origin.project());
                assertEquals(edge.address().getAddress(), origin.client());
            }
        }
    }

    @Test
    void refusals() throws Exception {
        try (Edge edge = Edge.with(stored).observedBy(finished::add).start()) {
            assertRefused(edge, Requests.get("/nowhere"), "none", Fault.NOT_FOUND, false);
            assertRefused(edge, Requests.of("DELETE", Requests.LIST), "none", Fault.METHOD_NOT_ALLOWED, false);
            assertRefused(edge, Requests.get(Requests.LIST), "list", Fault.UNAUTHENTICATED, false);
            assertRefused(edge, withToken("unknown"), "list", Fault.UNAUTHENTICATED, false);
            assertRefused(edge, withToken(KnownTokens.WITHOUT_ROLES), "list", Fault.NO_ROLES, false);
            assertRefused(edge, Requests.list("?limit=x"), "list", Fault.LIMIT_NOT_INTEGER, true);
            assertRefused(edge, Requests.list("?offset=0"), "list", Fault.OFFSET_NOT_POSITIVE, true);
        }
    }

    @Test
    void refusalsOfTheParser() throws Exception {
        try (Edge edge = Edge.with(stored).observedBy(finished::add).start()) {
            assertRefused(edge, "NONSENSE\r\n\r\n", "none", Fault.MALFORMED_URL, false);
            assertRefused(edge, "GET / HTTP/1.1\r\n\r\n", "none", Fault.MALFORMED_URL, false);
        }
        assertTrue(finished.isEmpty());
    }

    private static String withToken(String token) {
        return Requests.get(Requests.LIST, "X-Auth-Token: " + token);
    }

    private void assertRefused(Edge edge, String sent, String operation, Fault fault, boolean hasCaller)
            throws Exception {
        RawResponse response = edge.send(sent);
        FaultRules.assertFault(fault, response);
        FinishedRequest request = next();
        assertEquals(operation, request.operation());
        assertEquals(fault.status(), request.status());
        assertEquals(fault.code(), request.code());
        assertEquals(0, request.rows());
        assertEquals(response.text().length(), request.bytes());
        assertFalse(request.aborted());
        assertEquals(hasCaller, request.caller() != null);
    }

    @Test
    void refusedConnections() throws Exception {
        CompletableFuture<Caller> pending = new CompletableFuture<>();
        CountDownLatch verifying = new CountDownLatch(1);
        try (Edge edge = Edge.with(stored)
                        .observedBy(finished::add)
                        .verifiedBy(token -> {
                            verifying.countDown();
                            return pending;
                        })
                        .limited(limits -> limits.withMaxConnections(1))
                        .start();
                RawClient inFlight = edge.client().send(Requests.list("?limit=1"))) {
            Await.until("the only place is taken", verifying);
            assertRefused(edge, "", "none", Fault.OVERLOADED, false);
            pending.complete(KnownTokens.MEMBER);
            ResponseRules.assertListing(1, inFlight.response());
            assertEquals(200, next().status());
        }
    }

    @Test
    void aResponseThatStorageCutsOffIsAborted() throws Exception {
        try (Edge edge = Edge.with(FailingTransferQuery.afterPages(stored, 3))
                        .onWorkers(1)
                        .observedBy(finished::add)
                        .start();
                CapturedLog log = new CapturedLog();
                RawClient client = edge.client()) {
            assertTrue(client.send(Requests.list("")).rest().reset());
            FinishedRequest request = next();
            assertTrue(request.aborted());
            assertEquals(200, request.status());
            assertNull(request.code());
            assertEquals(3 * NumberedTransfers.STEP, request.rows());
            assertEquals(1, log.lines().size());
        }
    }

    @Test
    void aResponseWhoseClientDisconnectsIsAborted() throws Exception {
        try (Edge edge =
                Edge.with(NumberedTransfers.endless()).observedBy(finished::add).start()) {
            RawClient client = edge.clientWithSmallBuffer().send(Requests.list(""));
            client.bytes(1000);
            client.reset();
            assertTrue(next().aborted());
        }
    }

    @Test
    void aConnectionThatEndsBeforeTheResponseIsAborted() throws Exception {
        CompletableFuture<Caller> never = new CompletableFuture<>();
        CountDownLatch verifying = new CountDownLatch(1);
        Edge edge = Edge.with(stored)
                .verifiedBy(token -> {
                    verifying.countDown();
                    return never;
                })
                .observedBy(finished::add)
                .draining(Duration.ofMillis(200))
                .start();
        try (RawClient client = edge.client().send(Requests.list(""))) {
            Await.until("the token is verified", verifying);
            edge.close();
            assertTrue(client.rest().reset());
        }
        FinishedRequest request = next();
        assertTrue(request.aborted());
        assertEquals(0, request.status());
        assertEquals(0, request.bytes());
        assertFalse(request.identity().isZero());
    }

    @Test
    void durationsCoverIdentityStorageAndTheRest() throws Exception {
        Duration slow = Duration.ofMillis(200);
        try (Edge edge = Edge.with(query -> {
                            Await.pace(slow);
                            return stored.page(query);
                        })
                        .onWorkers(1)
                        .verifiedBy(token -> {
                            CompletableFuture<Caller> caller = new CompletableFuture<>();
                            return caller.completeOnTimeout(KnownTokens.MEMBER, slow.toMillis(), TimeUnit.MILLISECONDS);
                        })
                        .observedBy(finished::add)
                        .start();
                RawClient client = edge.client()) {
            long start = System.nanoTime();
            client.exchange(Requests.list("?limit=300"));
            FinishedRequest request = next();
            Duration total = Duration.ofNanos(System.nanoTime() - start);
            for (Duration each : new Duration[] {request.identity(), request.storage(), request.writing()}) {
                assertTrue(each.compareTo(slow.dividedBy(2)) > 0, request::toString);
            }
            Duration sum = request.identity().plus(request.storage()).plus(request.writing());
            assertTrue(sum.compareTo(slow.multipliedBy(3)) >= 0 && sum.compareTo(total) <= 0, request::toString);
        }
    }
}
