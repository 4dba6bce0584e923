package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.toolkit.Await;
import org.volumetransfers.adapter.http.toolkit.CapturedLog;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.domain.TransferQuery;

/** Readers that stop, and readers that are slow. Contract, section 3.3. */
class SlowReaderTest {

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(5);

    private final AtomicInteger reading = new AtomicInteger();
    private final TransferQuery many = NumberedTransfers.plain(NumberedTransfers.MANY);
    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aReaderThatStopsIsCutOff() throws Exception {
        try (Edge edge = stalling(many, SHORT)) {
            for (int i = 0; i < 5; i++) {
                assertIsCutOff(edge, Requests.list(""));
            }
            assertIsCutOff(edge, Requests.ofVersion("HTTP/1.0", "GET", Requests.LIST, Requests.TOKEN));
        }
        assertTrue(
                log.lines().stream().allMatch(line -> line.getThrown() == null),
                () -> log.all().toString());
    }

    @Test
    void aReaderThatStopsAfterManyShortResponsesIsCutOff() throws Exception {
        try (Edge edge = stalling(many, SHORT)) {
            assertIsCutOff(edge, Requests.list("?limit=250").repeat(20));
        }
    }

    /** Occupies the only connection of the server with a client that stops reading. */
    private static void assertIsCutOff(Edge edge, String request) throws Exception {
        try (RawClient stopped = admitted(edge, request)) {
            Await.until("its connection is released", () -> serves(edge));
            RawClient.Rest part = stopped.rest();
            assertTrue(part.reset());
            assertFalse(part.text().endsWith("]}]}"));
        }
    }

    /** Returns a connected client that has read the beginning of its response. */
    private static RawClient admitted(Edge edge, String request) throws Exception {
        List<RawClient> admitted = new ArrayList<>();
        Await.until("a connection is admitted", () -> {
            RawClient client = edge.clientWithSmallBuffer();
            boolean found = new String(client.send(request).bytes(12), StandardCharsets.US_ASCII).endsWith(" 200");
            if (found) {
                admitted.add(client);
            } else {
                client.close();
            }
            return found;
        });
        return admitted.get(0);
    }

    private static boolean serves(Edge edge) throws IOException {
        return edge.send(Requests.list("?limit=1")).status() == 200;
    }

    @Test
    void readersThatStopBlockNoWorker() throws Exception {
        List<RawClient> stopped = new ArrayList<>();
        try (Edge edge = Edge.with(counted(many))
                .onWorkers(1)
                .stallingAfter(LONG)
                .draining(Duration.ofMillis(100))
                .start()) {
            for (int i = 0; i < 20; i++) {
                RawClient client = edge.clientWithSmallBuffer();
                stopped.add(client);
                client.send(Requests.list("")).bytes(1);
            }
            try (RawClient other = edge.client()) {
                for (int i = 0; i < 20; i++) {
                    ResponseRules.assertListing(
                            2, other.send(Requests.list("?limit=2")).response());
                }
            }
            Await.until("the worker is idle", () -> reading.get() == 0);
        } finally {
            for (RawClient client : stopped) {
                client.close();
            }
        }
    }

    @Test
    void aSlowButSteadyReaderGetsTheCompleteResponse() throws Exception {
        try (Edge edge = stalling(many, Duration.ofSeconds(5));
                RawClient slow = edge.clientWithSmallBuffer()) {
            slow.send(Requests.ofVersion("HTTP/1.0", "GET", Requests.LIST, Requests.TOKEN));
            StringBuilder response = new StringBuilder();
            for (int i = 0; i < 120; i++) {
                response.append(new String(slow.bytes(40_000), StandardCharsets.US_ASCII));
                Await.pace(Duration.ofMillis(50));
            }
            RawClient.Rest rest = slow.rest();
            assertFalse(rest.reset());
            response.append(rest.text());
            String body = response.substring(response.indexOf("\r\n\r\n") + 4);
            assertEquals(
                    NumberedTransfers.MANY,
                    RawResponse.tree(body).get("transfers").size());
        }
    }

    @Test
    void aReaderThatDisconnectsReleasesItsConnection() throws Exception {
        try (Edge edge = stalling(many, LONG)) {
            for (int i = 0; i < 10; i++) {
                RawClient client = admitted(edge, Requests.list(""));
                client.bytes(1000);
                client.reset();
                Await.until("its connection is released", () -> serves(edge));
            }
        }
        assertTrue(
                log.lines().stream().allMatch(line -> line.getThrown() == null),
                () -> log.all().toString());
    }

    /** Counts the reads that are in progress. */
    private TransferQuery counted(TransferQuery query) {
        return asked -> {
            reading.incrementAndGet();
            try {
                return query.page(asked);
            } finally {
                reading.decrementAndGet();
            }
        };
    }

    /** Starts a server with one connection, which closes at once if nothing has leaked. */
    private Edge stalling(TransferQuery query, Duration stall) throws IOException {
        return Edge.with(query)
                .onWorkers(1)
                .stallingAfter(stall)
                .draining(LONG)
                .limited(l -> l.withMaxConnections(1))
                .start();
    }
}
