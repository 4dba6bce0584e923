package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.toolkit.Await;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.domain.Caller;

/** Clients that send a part of a request or nothing. Their connections end without a response. */
class SlowSenderTest {

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofMinutes(5);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET /v2/firstproject/os-vol",
                "GET /v2/firstproject/os-volume-transfer HTTP/1.1\r",
                "GET /v2/firstproject/os-volume-transfer HTTP/1.1\r\nHost: localhost\r\nX-Auth-",
                "GET /v2/firstproject/os-volume-transfer HTTP/1.1\r\nHost: localhost\r\n\r"
            })
    void anUnfinishedHeadIsCutOffAfterTheRequestTimeout(String half) throws IOException {
        try (Edge edge = startWith(LONG, SHORT);
                RawClient client = edge.client()) {
            assertEquals("", client.send(half).rest().text());
        }
    }

    @Test
    void anUnfinishedSecondHeadIsCutOff() throws IOException {
        try (Edge edge = startWith(LONG, SHORT);
                RawClient client = edge.client()) {
            client.send(Requests.list("") + "GET /v2/first");
            ResponseRules.assertListing(3, client.response());
            assertEquals("", client.rest().text());
        }
    }

    @Test
    void aSlowHeadIsCutOffAfterTheRequestTimeout() throws IOException {
        try (Edge edge = startWith(LONG, SHORT);
                RawClient client = edge.client()) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Filler: ");
            // Enough bytes for 25 minutes, each sent well within the time-out.
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 12_000; i++) {
                    client.send("x");
                    Await.pace(SHORT.dividedBy(8));
                }
            });
        }
    }

    @Test
    void anUnusedConnectionIsClosedAfterTheIdleTimeout() throws IOException {
        try (Edge edge = startWith(SHORT, LONG);
                RawClient client = edge.client()) {
            assertEquals("", client.rest().text());
        }
    }

    @Test
    void aKeptConnectionIsClosedAfterTheIdleTimeout() throws IOException {
        try (Edge edge = startWith(SHORT.multipliedBy(3), LONG);
                RawClient client = edge.client()) {
            List<RawResponse> responses = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                responses.add(client.send(Requests.list("")).response());
            }
            assertEquals("", client.rest().text());
            for (RawResponse response : responses) {
                ResponseRules.assertListing(3, response);
            }
        }
    }

    @Test
    void aConnectionWithARequestInFlightIsNotIdle() throws Exception {
        Queue<CompletableFuture<Caller>> pending = new ConcurrentLinkedQueue<>();
        try (Edge edge = Edge.with(NumberedTransfers.plain(3))
                        .verifiedBy(token -> {
                            CompletableFuture<Caller> caller = new CompletableFuture<>();
                            pending.add(caller);
                            return caller;
                        })
                        .limited(l -> l.withTimeouts(
                                t -> t.withIdle(SHORT.multipliedBy(2)).withRequest(SHORT)))
                        .start();
                RawClient client = edge.client()) {
            client.send(Requests.list(""));
            Await.until("the token is being verified", () -> !pending.isEmpty());
            Await.pace(SHORT.multipliedBy(3));
            pending.remove().complete(KnownTokens.MEMBER);
            ResponseRules.assertListing(3, client.response());
        }
    }

    private static Edge startWith(Duration idle, Duration request) throws IOException {
        return Edge.with(NumberedTransfers.plain(3))
                .limited(l -> l.withTimeouts(t -> t.withIdle(idle).withRequest(request)))
                .start();
    }
}
