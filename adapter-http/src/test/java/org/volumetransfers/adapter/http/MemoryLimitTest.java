package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.toolkit.Await;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.testkit.SampleTransfers;

/** Bounds on the memory of all clients together: heads of requests, and unread responses. */
class MemoryLimitTest {

    private static final int LONG_RESPONSES = 26;
    /** Half of it is for responses, of 160 KiB each. */
    private static final int MEMORY = 2 * LONG_RESPONSES * 160 * 1024;

    private static final Duration LONG = Duration.ofMinutes(5);

    private final List<RawClient> clients = new ArrayList<>();
    private final Queue<CompletableFuture<Caller>> waiting = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }

    private Edge.Setup limited(TransferQuery query) {
        return Edge.with(query)
                .stallingAfter(LONG)
                .draining(Duration.ofMillis(100))
                .limited(l -> l.withMemory(MEMORY));
    }

    @Test
    void connectionsWithUnfinishedHeadsAreResetAndOthersServed() throws Exception {
        try (Edge edge = limited(NumberedTransfers.plain(3)).start()) {
            for (int i = 0; i < 100; i++) {
                RawClient client = edge.client();
                clients.add(client);
                client.sendLeniently("GET / HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(200_000));
            }
            ResponseRules.assertListing(3, edge.send(Requests.list("")));
            assertEquals(new RawClient.Rest(true, ""), clients.get(0).rest());
            ResponseRules.assertListing(3, edge.send(Requests.list("")));
        }
    }

    @Test
    void headsOfRequestsInFlightAreLimited() throws Exception {
        try (Edge edge = limited(NumberedTransfers.plain(3))
                .verifiedBy(token -> token.value().equals("waiting")
                        ? waiting()
                        : CompletableFuture.completedFuture(KnownTokens.MEMBER))
                .start()) {
            RawClient refused = edge.client();
            while (isAdmitted(refused)) {
                assertTrue(waiting.size() < 1000, "heads of requests in flight are not counted");
                clients.add(refused);
                refused = edge.client();
            }
            RawResponse response = refused.response();
            refused.close();
            FaultRules.assertFault(Fault.OVERLOADED, response);
            assertEquals("close", response.header("Connection"));
            waiting.forEach(caller -> caller.complete(KnownTokens.MEMBER));
            for (RawClient client : clients) {
                ResponseRules.assertListing(3, client.response());
            }
            ResponseRules.assertListing(3, edge.send(Requests.list("")));
        }
    }

    private CompletableFuture<Caller> waiting() {
        CompletableFuture<Caller> caller = new CompletableFuture<>();
        waiting.add(caller);
        return caller;
    }

    /** Sends a request with a large head, and returns true when its token is being verified. */
    private boolean isAdmitted(RawClient client) throws Exception {
        int before = waiting.size();
        client.send(Requests.get(Requests.LIST, "X-Auth-Token: waiting", "X: " + "x".repeat(15_000)));
        Await.until("the request is in flight or refused", () -> waiting.size() > before || client.hasResponse());
        return waiting.size() > before;
    }

    @Test
    void aProjectMayHoldHalfOfTheLongResponses() throws Exception {
        try (Edge edge = limited(endlessInEveryProject())
                .verifiedBy(token -> CompletableFuture.completedFuture(
                        new Caller(new ProjectId(token.value()), Set.of("member"), null)))
                .start()) {
            stopReading(edge, "a", LONG_RESPONSES / 2);
            FaultRules.assertFault(Fault.OVERLOADED, edge.send(list("a", "")));
            assertEquals(200, edge.send(list("a", "?limit=10")).status());
            stopReading(edge, "b", LONG_RESPONSES / 2);
            FaultRules.assertFault(Fault.OVERLOADED, edge.send(list("b", "")));
            FaultRules.assertFault(Fault.OVERLOADED, edge.send(list("c", "")));
            try (RawClient client = edge.client()) {
                client.send("HEAD" + list("c", "").substring("GET".length()));
                assertEquals(200, client.headResponse().status());
            }
            clients.remove(0).reset();
            Await.until("its memory is free", () -> {
                try (RawClient next = edge.client()) {
                    return beginning(next.send(list("c", ""))).endsWith(" 200");
                }
            });
        }
    }

    @Test
    void unreadShortResponsesCountForTheirProject() throws Exception {
        try (Edge edge = limited(endlessInEveryProject())
                .verifiedBy(token -> CompletableFuture.completedFuture(
                        new Caller(new ProjectId(token.value()), Set.of("member"), null)))
                .start()) {
            String pipelined = list("a", "?limit=256").repeat(10);
            while (edge.send(list("a", "?limit=1")).status() == 200) {
                assertTrue(clients.size() < 1000, "unread responses are not counted");
                RawClient client = edge.clientWithSmallBuffer();
                clients.add(client);
                client.send(pipelined).bytes(1000);
            }
            FaultRules.assertFault(Fault.OVERLOADED, edge.send(list("a", "?limit=1")));
            assertEquals(200, edge.send(list("b", "?limit=1")).status());
        }
    }

    private void stopReading(Edge edge, String project, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            RawClient client = edge.clientWithSmallBuffer();
            clients.add(client);
            assertEquals("HTTP/1.1 200", beginning(client.send(list(project, ""))));
        }
    }

    private static String beginning(RawClient client) throws IOException {
        return new String(client.bytes(12), StandardCharsets.US_ASCII);
    }

    private static String list(String project, String query) {
        return Requests.get("/v2/" + project + "/os-volume-transfer" + query, "X-Auth-Token: " + project);
    }

    private static TransferQuery endlessInEveryProject() {
        TransferPage page =
                NumberedTransfers.plain(256).page(PageQuery.atOffset(SampleTransfers.FIRST_PROJECT, 0, 256));
        return query -> new TransferPage(page.transfers().subList(0, Math.min(query.limit(), 256)), true);
    }
}
