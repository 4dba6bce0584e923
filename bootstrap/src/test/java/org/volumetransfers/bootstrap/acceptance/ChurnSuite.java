package org.volumetransfers.bootstrap.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.testkit.SampleTransfers;

/**
 * Short and long responses on kept-alive connections, pipelined or not, while other connections open, close and are reset:
 * every body is the same as on an idle server. Takes several seconds, since the failure that it detects was rare.
 */
@Timeout(600)
abstract class ChurnSuite {

    private static final int LONG = 3000;
    private static final int SHORT = 50;
    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = AcceptanceSetup.amount(10, 25);

    private static final String GET_LONG =
            Requests.get(AcceptanceSetup.LIST, AcceptanceSetup.header(AcceptanceSetup.TOKEN_OF_P));
    private static final String GET_SHORT = getShort();

    private final AtomicInteger running = new AtomicInteger(CONNECTIONS);

    abstract Storage newStorage();

    private static String getShort(String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(AcceptanceSetup.header(AcceptanceSetup.TOKEN_OF_Q));
        return Requests.get("/v2/Q/os-volume-transfer", all.toArray(String[]::new));
    }

    @Test
    void bodiesAreTheSameUnderChurn() throws Exception {
        ExecutorService clients = Executors.newCachedThreadPool();
        try (Storage storage = newStorage()) {
            storage.add(SampleTransfers.plainRows(AcceptanceSetup.P, LONG));
            storage.add(SampleTransfers.plainRows(AcceptanceSetup.Q, SHORT));
            try (Edge server = AcceptanceSetup.serving(storage.pages()).start()) {
                String longBody = bodyWhileIdle(server, GET_LONG, LONG);
                String shortBody = bodyWhileIdle(server, GET_SHORT, SHORT);
                List<Future<?>> ends = new ArrayList<>();
                ends.add(clients.submit(() -> openAndClose(server)));
                ends.add(clients.submit(() -> reset(server)));
                for (int i = 0; i < CONNECTIONS; i++) {
                    boolean pipelined = i % 4 == 0;
                    ends.add(clients.submit(() -> keepAlive(server, longBody, shortBody, pipelined)));
                }
                for (Future<?> end : ends) {
                    end.get();
                }
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static String bodyWhileIdle(Edge server, String request, int count) throws IOException {
        String body = server.send(request).text();
        assertEquals(count, body.split("\"volume_id\"", -1).length - 1);
        return body;
    }

    private Void keepAlive(Edge server, String longBody, String shortBody, boolean pipelined) throws IOException {
        try (RawClient client = server.client()) {
            for (int round = 0; round < ROUNDS; round++) {
                if (pipelined) {
                    client.send(GET_SHORT + GET_LONG + GET_SHORT + GET_SHORT);
                    assertBody(shortBody, client);
                    assertBody(longBody, client);
                    assertBody(shortBody, client);
                } else {
                    client.send(GET_LONG);
                    assertBody(longBody, client);
                    client.send(GET_SHORT);
                }
                assertBody(shortBody, client);
            }
        } finally {
            running.decrementAndGet();
        }
        return null;
    }

    private static void assertBody(String expected, RawClient client) throws IOException {
        RawResponse response = client.response();
        assertEquals(200, response.status());
        assertTrue(
                expected.equals(response.text()),
                () -> "a wrong body of " + response.text().length() + " characters instead of " + expected.length());
    }

    private Void openAndClose(Edge server) throws IOException {
        while (running.get() > 0) {
            assertEquals(200, server.send(getShort("Connection: close")).status());
        }
        return null;
    }

    private Void reset(Edge server) throws IOException {
        while (running.get() > 0) {
            try (RawClient client = server.client()) {
                client.send(GET_LONG).bytes(10_000);
                client.reset();
            }
        }
        return null;
    }
}
