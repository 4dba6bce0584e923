package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More connections than there are places: row 13. */
class ConnectionLimitTest {

    private static final int PLACES = 5;

    private final CapturedLog log = new CapturedLog();
    private final List<RawClient> clients = new ArrayList<>();
    private final Edge edge;

    ConnectionLimitTest() throws IOException {
        edge = Edge.with(NumberedTransfers.plain(3))
                .limited(l -> l.withMaxConnections(PLACES))
                .start();
    }

    @AfterEach
    void close() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
        edge.close();
        log.close();
    }

    private void takeAllPlaces() throws IOException {
        for (int i = 0; i < PLACES; i++) {
            RawClient client = edge.client();
            clients.add(client);
            AnswerRules.assertListing(3, client.send(Requests.list("")).answer());
        }
    }

    @Test
    void oneConnectionMoreIsToldSoAndClosed() throws IOException {
        takeAllPlaces();
        for (int i = 0; i < 20; i++) {
            try (RawClient surplus = edge.client()) {
                RawAnswer answer = surplus.send(Requests.list("")).answer();
                AnswerRules.assertFault(Fault.OVERLOADED, answer);
                assertEquals("close", answer.header("Connection"));
                assertEquals(new RawClient.Rest(false, ""), surplus.rest());
            }
        }
        assertEquals(1, log.lines().size());
        assertTrue(log.lines().get(0).getMessage().contains("too many connections"));
    }

    @Test
    void aSurplusConnectionNeedNotAskToBeTold() throws IOException {
        takeAllPlaces();
        try (RawClient surplus = edge.client()) {
            AnswerRules.assertFault(Fault.OVERLOADED, surplus.answer());
            assertFalse(surplus.rest().reset());
        }
    }

    @Test
    void aSurplusClientThatSendsMuchIsToldToo() throws IOException {
        takeAllPlaces();
        try (RawClient surplus = edge.client()) {
            surplus.sendWhatItTakes(Requests.of("POST", Requests.LIST, "Content-Length: 500000") + "x".repeat(500_000));
            AnswerRules.assertFault(Fault.OVERLOADED, surplus.answer());
        }
    }

    @Test
    void thoseWhoHaveAPlaceKeepIt() throws IOException {
        takeAllPlaces();
        try (RawClient surplus = edge.client()) {
            AnswerRules.assertFault(Fault.OVERLOADED, surplus.answer());
            for (RawClient client : clients) {
                AnswerRules.assertListing(3, client.send(Requests.list("")).answer());
            }
        }
    }

    @Test
    void aPlaceThatIsLeftIsGivenToTheNext() throws Exception {
        takeAllPlaces();
        for (int round = 0; round < 5; round++) {
            clients.remove(0).close();
            Await.until("there is a place again", () -> {
                RawClient next = edge.client();
                clients.add(next);
                return next.send(Requests.list("")).answer().status() == 200;
            });
            assertEquals(503, edge.ask(Requests.list("")).status());
        }
    }
}
