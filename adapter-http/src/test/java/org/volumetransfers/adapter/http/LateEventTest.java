package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.Undertow;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.toolkit.Await;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.application.blocking.PageWorkers;
import org.volumetransfers.application.service.BlockingTransferPages;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.xnio.ChannelListeners;
import org.xnio.Options;
import org.xnio.conduits.ConduitStreamSinkChannel;

/** Events that the network layer reports although nothing awaits them, as it does when another connection closes. */
class LateEventTest {

    private static final int STEPS = 20;

    private final NumberedTransfers stored = NumberedTransfers.plain(STEPS * NumberedTransfers.STEP);
    private final PageWorkers worker =
            BlockingTransferPages.onWorkers(disturbing(), new PageWorkers.Limits(1, 10, Await.BOUND));
    private final AtomicReference<@Nullable HttpServerConnection> connected = new AtomicReference<>();
    private final AtomicInteger events = new AtomicInteger();

    @AfterEach
    void close() {
        worker.close();
    }

    private TransferQuery disturbing() {
        return query -> {
            TransferPage page = stored.page(query);
            if (!query.equals(PageQuery.atOffset(query.project(), 0, query.limit()))) {
                reportWritable();
            }
            return page;
        };
    }

    @Test
    void aLateWriteEventHasNoEffect() throws Exception {
        TransferRoutes routes = EmbeddedEdge.routes(worker);
        Undertow.Builder host = Undertow.builder()
                .setSocketOption(Options.SEND_BUFFER, 16 * 1024)
                .setHandler(arriving -> {
                    connected.set((HttpServerConnection) arriving.getConnection());
                    routes.handleRequest(arriving);
                });
        try (EmbeddedEdge edge = EmbeddedEdge.of(host)) {
            for (int round = 0; round < 3; round++) {
                try (RawClient client = RawClient.withSmallBufferTo(edge.address())) {
                    client.send(Requests.list(""));
                    ResponseRules.assertListing(STEPS * NumberedTransfers.STEP, client.response());
                }
            }
        }
        assertTrue(events.get() >= 3 * (STEPS - 1), events + " events");
    }

    /** Reports an event as the network layer would, and returns when it has been handled. */
    private void reportWritable() {
        HttpServerConnection connection = Objects.requireNonNull(connected.get());
        ConduitStreamSinkChannel sink = connection.getChannel().getSinkChannel();
        CompletableFuture<Void> done = new CompletableFuture<>();
        connection.getIoThread().execute(() -> {
            ChannelListeners.invokeChannelListener(sink, sink.getWriteListener());
            events.incrementAndGet();
            done.complete(null);
        });
        done.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
