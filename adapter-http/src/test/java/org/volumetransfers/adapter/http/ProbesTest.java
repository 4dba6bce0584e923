package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;

/** Contract, section 10. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProbesTest {

    private static final Readiness READY = new Readiness(true, parts(true, true));

    private final AtomicReference<Readiness> readiness = new AtomicReference<>(READY);
    private final Edge edge;

    /** Neither storage nor identity ever answers. */
    ProbesTest() throws IOException {
        edge = Edge.reading(query -> new CompletableFuture<>())
                .verifiedBy(token -> new CompletableFuture<>())
                .probed(readiness::get)
                .start();
    }

    private static Map<String, Boolean> parts(boolean storage, boolean identity) {
        Map<String, Boolean> parts = new LinkedHashMap<>();
        parts.put("storage", storage);
        parts.put("identity", identity);
        return parts;
    }

    @AfterAll
    void close() {
        edge.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/livez; {\"status\":\"alive\"}",
                "/readyz; {\"status\":\"ready\",\"storage\":\"available\",\"identity\":\"available\"}"
            })
    void probesNeedNoToken(String target, String body) throws IOException {
        readiness.set(READY);
        RawResponse response = edge.send(Requests.get(target));
        assertEquals(200, response.status());
        assertEquals(body, response.text());
        assertEquals("application/json", response.header("Content-Type"));
        assertNotNull(response.header("X-Request-Id"));

        RawResponse head = edge.send(Requests.of("HEAD", target));
        assertEquals(200, head.status());
        assertEquals(response.header("Content-Length"), head.header("Content-Length"));
        FaultRules.assertFault(Fault.METHOD_NOT_ALLOWED, edge.send(Requests.of("POST", target)));
    }

    @Test
    void aServerThatIsNotReadyNamesWhatIsUnavailable() throws IOException {
        readiness.set(new Readiness(false, parts(false, true)));
        RawResponse response = edge.send(Requests.get("/readyz"));
        assertEquals(503, response.status());
        assertEquals(
                "{\"status\":\"not ready\",\"storage\":\"unavailable\",\"identity\":\"available\"}", response.text());
        assertEquals(200, edge.send(Requests.get("/livez")).status());
    }

    @Test
    void aServerIsReadyWithoutSomethingThatItDoesNotRequire() throws IOException {
        readiness.set(new Readiness(true, parts(true, false)));
        RawResponse response = edge.send(Requests.get("/readyz"));
        assertEquals(200, response.status());
        assertEquals("unavailable", response.json().get("identity").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz"})
    void withoutReadinessThereAreNoProbes(String target) throws IOException {
        try (Edge plain = Edge.over(NumberedTransfers.plain(1))) {
            FaultRules.assertFault(Fault.NOT_FOUND, plain.send(Requests.get(target)));
        }
    }

    @Test
    void aDrainingServerIsNotReadyAndClosesEachConnectionAfterItsNextResponse() throws IOException {
        try (Edge draining = Edge.with(NumberedTransfers.plain(3))
                        .probed(() -> READY)
                        .start();
                RawClient open = draining.client()) {
            assertNull(open.send(Requests.list("")).response().header("Connection"));

            draining.server().drain();

            RawResponse ready = draining.send(Requests.get("/readyz"));
            assertEquals(503, ready.status());
            assertEquals("draining", ready.json().get("status").asText());
            RawResponse last = open.send(Requests.list("")).response();
            ResponseRules.assertListing(3, last);
            assertEquals("close", last.header("Connection"));
            assertEquals("", open.rest().text());
            RawResponse fresh = draining.send(Requests.list(""));
            ResponseRules.assertListing(3, fresh);
            assertEquals("close", fresh.header("Connection"));
        }
    }
}
