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
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.testkit.SampleTransfers;

/**
 * Small and long answers on kept-alive connections, alone and pipelined, while other connections come, go and are reset:
 * every body is the same as on a quiet server. Takes several seconds, since what it guards against was rare.
 */
@Timeout(600)
abstract class ChurnSuite {

    private static final int LONG = 3000;
    private static final int SMALL = 50;
    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 25;

    private static final String ASK_LONG = ask(Served.P, Served.GOOD, "");
    private static final String ASK_SMALL = ask(Served.Q, Served.OF_Q, "");

    private final AtomicInteger running = new AtomicInteger(CONNECTIONS);

    abstract Storage newStorage();

    private static String ask(ProjectId project, String token, String more) {
        return "GET /v2/" + project + "/os-volume-transfer HTTP/1.1\r\nHost: x\r\nX-Auth-Token: " + token + "\r\n"
                + more + "\r\n";
    }

    @Test
    void bodiesAreTheSameUnderChurn() throws Exception {
        ExecutorService clients = Executors.newCachedThreadPool();
        try (Storage storage = newStorage()) {
            storage.add(SampleTransfers.plainRows(Served.P, LONG));
            storage.add(SampleTransfers.plainRows(Served.Q, SMALL));
            try (Served served = Served.from(storage, Served.Setup.with(PagingRule.DOCUMENTED))) {
                String wholeLong = quiet(served, ASK_LONG, LONG);
                String wholeSmall = quiet(served, ASK_SMALL, SMALL);
                List<Future<?>> ends = new ArrayList<>();
                ends.add(clients.submit(() -> comeAndGo(served)));
                ends.add(clients.submit(() -> abort(served)));
                for (int i = 0; i < CONNECTIONS; i++) {
                    boolean pipelined = i % 4 == 0;
                    ends.add(clients.submit(() -> keepAsking(served, wholeLong, wholeSmall, pipelined)));
                }
                for (Future<?> end : ends) {
                    end.get();
                }
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static String quiet(Served served, String ask, int count) throws IOException {
        try (Wire wire = served.connect()) {
            String body = wire.ask(ask).body();
            assertEquals(count, body.split("\"volume_id\"", -1).length - 1);
            return body;
        }
    }

    private Void keepAsking(Served served, String wholeLong, String wholeSmall, boolean pipelined) throws IOException {
        try (Wire wire = served.connect()) {
            for (int round = 0; round < ROUNDS; round++) {
                if (pipelined) {
                    wire.send(ASK_SMALL + ASK_LONG + ASK_SMALL + ASK_SMALL);
                    assertSame(wholeSmall, wire);
                    assertSame(wholeLong, wire);
                    assertSame(wholeSmall, wire);
                } else {
                    wire.send(ASK_LONG);
                    assertSame(wholeLong, wire);
                    wire.send(ASK_SMALL);
                }
                assertSame(wholeSmall, wire);
            }
        } finally {
            running.decrementAndGet();
        }
        return null;
    }

    private static void assertSame(String whole, Wire wire) throws IOException {
        Wire.Answer answer = wire.read(false);
        assertEquals(200, answer.status());
        assertTrue(
                whole.equals(answer.body()),
                () -> "a wrong body of " + answer.body().length() + " characters instead of " + whole.length());
    }

    private Void comeAndGo(Served served) throws IOException {
        while (running.get() > 0) {
            try (Wire wire = served.connect()) {
                assertEquals(
                        200,
                        wire.ask(ask(Served.Q, Served.OF_Q, "Connection: close\r\n"))
                                .status());
            }
        }
        return null;
    }

    private Void abort(Served served) throws IOException {
        while (running.get() > 0) {
            try (Wire wire = served.connect()) {
                wire.send(ASK_LONG);
                wire.resetAfter(10_000);
            }
        }
        return null;
    }
}
