package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.toolkit.Await;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.application.service.BlockingTransferPages;

/** Connections that clients reset while a response is being sent. */
class AbortedConnectionTest {

    private static final int LONG_MILLIS = (int) Duration.ofMinutes(5).toMillis();
    private static final int ABORTED = 10;

    private final Queue<WeakReference<Object>> connections = new ConcurrentLinkedQueue<>();

    @Test
    void resetConnectionsAreReleasedBeforeTheIdleTimeout() throws Exception {
        TransferRoutes routes = EmbeddedEdge.routes(BlockingTransferPages.direct(NumberedTransfers.endless()));
        Undertow.Builder host = Undertow.builder()
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, LONG_MILLIS)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, LONG_MILLIS)
                .setHandler(exchange -> {
                    connections.add(new WeakReference<>(exchange.getConnection()));
                    routes.handleRequest(exchange);
                });
        try (EmbeddedEdge edge = EmbeddedEdge.of(host)) {
            for (int i = 0; i < ABORTED; i++) {
                RawClient client = edge.client();
                client.send(Requests.list("")).bytes(10_000);
                client.reset();
            }
            assertEquals(ABORTED, connections.size());
            Await.until("the connections are garbage-collected", () -> {
                System.gc();
                return connections.stream().allMatch(connection -> connection.get() == null);
            });
        }
    }
}
