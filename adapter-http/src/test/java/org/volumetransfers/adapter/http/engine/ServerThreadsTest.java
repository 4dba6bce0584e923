package org.volumetransfers.adapter.http.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undertow.server.HttpServerExchange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerThreadsTest {

    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void theDeathOfAThreadIsReported() {
        OutOfMemoryError error = new OutOfMemoryError("in the network layer");
        ThreadGroup threads = new ServerThreads(new EngineEvents() {
            @Override
            public void connectionRefused() {}

            @Override
            public void clientCutOff(String reason, HttpServerExchange exchange) {}

            @Override
            public void responseFailed(Throwable cause, HttpServerExchange exchange) {}

            @Override
            public void serverFailed(String what, Throwable cause) {
                assertEquals("the thread I/O-1 has died", what);
                failures.add(cause);
            }
        });
        threads.uncaughtException(new Thread(threads, () -> {}, "I/O-1"), error);
        assertEquals(List.of(error), failures);
    }
}
