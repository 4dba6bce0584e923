package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.volumetransfers.adapter.http.AdminHttpServer.Content;
import org.volumetransfers.adapter.http.toolkit.CapturedLog;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminHttpServerTest {

    private final IllegalStateException broken = new IllegalStateException("broken");
    private final List<Throwable> unforeseen = new ArrayList<>();
    private final Edge edge;
    private final AdminHttpServer admin;

    AdminHttpServerTest() throws IOException {
        edge = Edge.over(NumberedTransfers.plain(1));
        admin = AdminHttpServer.listeningOn("127.0.0.1", 0)
                .probes(edge.server(), () -> new Readiness(true, Map.of("storage", true)))
                .document("/accept", accept -> new Content("text/plain", bytes("accepted: " + accept)))
                .document("/broken", accept -> {
                    throw broken;
                })
                .onUnforeseen(unforeseen::add)
                .start();
    }

    @AfterAll
    void close() {
        admin.close();
        edge.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private RawResponse send(String request) throws IOException {
        try (RawClient client = RawClient.to(admin.address())) {
            return client.exchange(request);
        }
    }

    @Test
    void aDocumentIsCreatedForEachRequestAndItsAcceptHeader() throws IOException {
        RawResponse response = send(Requests.get("/accept?any", "Accept: text/html"));
        assertEquals(200, response.status());
        assertEquals("accepted: text/html", response.text());
        assertEquals("text/plain", response.header("Content-Type"));
        assertEquals("accepted: null", send(Requests.get("/accept")).text());
        assertEquals("14", send(Requests.of("HEAD", "/accept")).header("Content-Length"));
    }

    @Test
    void otherPathsAndMethodsAreRefused() throws IOException {
        FaultRules.assertFault(Fault.NOT_FOUND, send(Requests.list("")));
        FaultRules.assertFault(Fault.NOT_FOUND, send(Requests.get("/accept/")));
        FaultRules.assertFault(Fault.METHOD_NOT_ALLOWED, send(Requests.of("DELETE", "/accept")));
    }

    @Test
    void aDocumentThatCannotBeCreatedIsAnUnforeseenFailure() throws IOException {
        try (CapturedLog log = new CapturedLog()) {
            FaultRules.assertFault(Fault.INTERNAL, send(Requests.get("/broken")));
            assertSame(broken, unforeseen.get(0));
            assertEquals(1, log.lines().size());
        }
    }

    @Test
    void probesShowTheShutdownOfTheOtherServer() throws IOException {
        try (Edge draining = Edge.reading(query -> new CompletableFuture<>()).start();
                AdminHttpServer operators = AdminHttpServer.listeningOn("127.0.0.1", 0)
                        .probes(draining.server(), () -> new Readiness(true, Map.of()))
                        .start();
                RawClient client = RawClient.to(operators.address())) {
            assertEquals(200, client.send(Requests.get("/readyz")).response().status());
            draining.server().drain();
            RawResponse response = client.send(Requests.get("/readyz")).response();
            assertEquals(503, response.status());
            assertEquals("{\"status\":\"draining\"}", response.text());
            assertEquals(200, client.send(Requests.get("/livez")).response().status());
        }
    }
}
