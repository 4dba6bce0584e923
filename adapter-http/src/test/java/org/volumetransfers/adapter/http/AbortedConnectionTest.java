package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.toolkit.Await;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.application.service.BlockingTransferPages;
import org.volumetransfers.application.service.ListVolumeTransfersService;
import org.volumetransfers.application.service.PagingRule;

/** Connections that clients reset while a response is being sent. */
class AbortedConnectionTest {

    private static final int LONG_MILLIS = (int) Duration.ofMinutes(5).toMillis();
    private static final int ABORTED = 10;

    private final Queue<WeakReference<Object>> connections = new ConcurrentLinkedQueue<>();

    @Test
    void resetConnectionsAreReleasedBeforeTheIdleTimeout() throws Exception {
        TransferRoutes routes = new TransferRoutes(
                HttpConfig.listeningOn("127.0.0.1", 0).withPublicUrl("https://evs.example.com"),
                UseCases.authenticatedBy(new AuthenticateCallerService(new KnownTokens()))
                        .withList(new ListVolumeTransfersService(
                                BlockingTransferPages.direct(NumberedTransfers.endless()), PagingRule.DOCUMENTED)));
        Undertow undertow = Undertow.builder()
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, LONG_MILLIS)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, LONG_MILLIS)
                .addHttpListener(0, "127.0.0.1")
                .setHandler(exchange -> {
                    connections.add(new WeakReference<>(exchange.getConnection()));
                    routes.handleRequest(exchange);
                })
                .build();
        undertow.start();
        try {
            InetSocketAddress address =
                    (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
            for (int i = 0; i < ABORTED; i++) {
                RawClient client = RawClient.to(address);
                client.send(Requests.list("")).bytes(10_000);
                client.reset();
            }
            assertEquals(ABORTED, connections.size());
            Await.until("the connections are garbage-collected", () -> {
                System.gc();
                return connections.stream().allMatch(connection -> connection.get() == null);
            });
        } finally {
            undertow.stop();
        }
    }
}
