package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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

/** More connections than the limit: an idle one is evicted; if none is idle, the new one is row 13. */
class ConnectionLimitTest {

    private static final int CONNECTIONS = 5;
    private static final String WAITING = Requests.get(Requests.LIST, "X-Auth-Token: waiting");

    private final CapturedLog log = new CapturedLog();
    private final List<RawClient> clients = new ArrayList<>();
    private final Queue<CompletableFuture<Caller>> waiting = new ConcurrentLinkedQueue<>();
    private final Edge edge;

    ConnectionLimitTest() throws IOException {
        edge = Edge.with(NumberedTransfers.plain(3))
                .verifiedBy(token -> token.value().equals("waiting")
                        ? waiting()
                        : CompletableFuture.completedFuture(KnownTokens.MEMBER))
                .limited(l -> l.withMaxConnections(CONNECTIONS))
                .start();
    }

    private CompletableFuture<Caller> waiting() {
        CompletableFuture<Caller> caller = new CompletableFuture<>();
        waiting.add(caller);
        return caller;
    }

    @AfterEach
    void close() throws IOException {
        completeAll();
        for (RawClient client : clients) {
            client.close();
        }
        edge.close();
        log.close();
    }

    private void completeAll() {
        waiting.forEach(caller -> caller.complete(KnownTokens.MEMBER));
    }

    /** Occupies all connections with requests in flight. */
    private void occupyAll() throws Exception {
        for (int i = 0; i < CONNECTIONS; i++) {
            send();
        }
    }

    private void send() throws Exception {
        int before = waiting.size();
        RawClient client = edge.client();
        clients.add(client);
        client.send(WAITING);
        Await.until("the request is in flight", () -> waiting.size() > before);
    }

    private void fillWithIdle(String address, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            RawClient client = edge.clientAt(address);
            clients.add(client);
            ask(client, edge);
        }
    }

    /** Returns when the connection is idle, which is shortly after its response has arrived. */
    private static void ask(RawClient client, Edge edge) throws Exception {
        ResponseRules.assertListing(3, client.send(Requests.list("")).response());
        Await.until("the connection is idle", () -> edge.server().inFlight() == 0);
    }

    @Test
    void aSurplusConnectionIsRefusedAndClosed() throws Exception {
        occupyAll();
        for (int i = 0; i < 20; i++) {
            try (RawClient surplus = edge.client()) {
                RawResponse response = surplus.send(Requests.list("")).response();
                FaultRules.assertFault(Fault.OVERLOADED, response);
                assertEquals("close", response.header("Connection"));
                assertEquals(new RawClient.Rest(false, ""), surplus.rest());
            }
        }
        log.assertKinds(1);
        assertTrue(log.lines().get(0).getMessage().contains("too many connections"));
    }

    @Test
    void aSurplusConnectionIsRefusedBeforeItsRequest() throws Exception {
        occupyAll();
        try (RawClient surplus = edge.client()) {
            FaultRules.assertFault(Fault.OVERLOADED, surplus.response());
            assertFalse(surplus.rest().reset());
        }
    }

    @Test
    void aSurplusClientWithALargeRequestGetsItsRefusal() throws Exception {
        occupyAll();
        try (RawClient surplus = edge.client()) {
            surplus.sendLeniently(Requests.of("POST", Requests.LIST, "Content-Length: 500000") + "x".repeat(500_000));
            FaultRules.assertFault(Fault.OVERLOADED, surplus.response());
        }
    }

    @Test
    void requestsInFlightAreNotEvicted() throws Exception {
        occupyAll();
        try (RawClient surplus = edge.client()) {
            FaultRules.assertFault(Fault.OVERLOADED, surplus.response());
        }
        completeAll();
        for (RawClient client : clients) {
            ResponseRules.assertListing(3, client.response());
        }
    }

    @Test
    void aClosedConnectionMakesRoom() throws Exception {
        occupyAll();
        for (int round = 0; round < 5; round++) {
            waiting.remove().complete(KnownTokens.MEMBER);
            try (RawClient answered = clients.remove(0)) {
                ResponseRules.assertListing(3, answered.response());
            }
            Await.until("its connection is released", () -> edge.server().inFlight() == CONNECTIONS - 1);
            send();
            assertEquals(503, edge.send(Requests.list("")).status());
        }
    }

    @Test
    void theLongestIdleConnectionIsEvicted() throws Exception {
        fillWithIdle("127.0.0.1", CONNECTIONS);
        ask(clients.get(0), edge);
        fillWithIdle("127.0.0.1", 2);
        assertEquals("", clients.get(1).rest().text());
        assertEquals("", clients.get(2).rest().text());
        for (int kept : new int[] {0, 3, 4, 5, 6}) {
            ResponseRules.assertListing(
                    3, clients.get(kept).send(Requests.list("")).response());
        }
        assertEquals(List.of(), log.lines());
    }

    @Test
    void theAddressWithTheMostConnectionsIsEvictedFirst() throws Exception {
        fillWithIdle("127.0.0.2", 2);
        fillWithIdle("127.0.0.3", 3);
        fillWithIdle("127.0.0.4", 1);
        assertEquals("", clients.get(2).rest().text());
        for (int kept : new int[] {0, 1, 3, 4, 5}) {
            ResponseRules.assertListing(
                    3, clients.get(kept).send(Requests.list("")).response());
        }
    }

    @Test
    void aConnectionWithAnUnfinishedHeadIsIdle() throws Exception {
        fillWithIdle("127.0.0.1", 1);
        clients.get(0).send("GET /v2/first");
        fillWithIdle("127.0.0.1", CONNECTIONS);
        assertEquals("", clients.get(0).rest().text());
    }

    @Test
    void memoryLimitsTheNumberOfConnections() throws Exception {
        try (Edge small = Edge.with(NumberedTransfers.plain(3))
                        .limited(l -> l.withMemory(2 * 4 * 16 * 1024))
                        .start();
                RawClient first = small.client()) {
            ask(first, small);
            try (RawClient second = small.client();
                    RawClient third = small.client()) {
                ask(second, small);
                ask(third, small);
                assertEquals("", first.rest().text());
                ask(second, small);
            }
        }
    }
}
