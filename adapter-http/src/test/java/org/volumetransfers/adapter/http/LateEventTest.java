package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undertow.Undertow;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.application.service.ListVolumeTransfersService;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.xnio.ChannelListeners;
import org.xnio.Options;
import org.xnio.conduits.ConduitStreamSinkChannel;

/** Events that the network layer reports although nothing waits for them: it does so when another connection closes. */
class LateEventTest {

    private static final int STEPS = 20;

    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final AtomicReference<@Nullable HttpServerConnection> connected = new AtomicReference<>();
    private final AtomicInteger events = new AtomicInteger();

    @AfterEach
    void close() {
        worker.shutdownNow();
    }

    @Test
    void writabilityThatAnAnswerDoesNotWaitForChangesNothing() throws Exception {
        NumberedTransfers stored = NumberedTransfers.plain(STEPS * NumberedTransfers.STEP);
        TransferQuery disturbing = query -> {
            TransferPage page = stored.page(query);
            if (!query.equals(PageQuery.atOffset(query.project(), 0, query.limit()))) {
                reportWritable();
            }
            return page;
        };
        TransferRoutes routes = new TransferRoutes(
                new AuthenticateCallerService(new KnownTokens()),
                new ListVolumeTransfersService(disturbing, PagingRule.DOCUMENTED),
                worker,
                "https://evs.example.com",
                BadTokenAnswer.UNAUTHORIZED_401,
                HttpLimits.DEFAULT);
        Undertow undertow = Undertow.builder()
                .setSocketOption(Options.SEND_BUFFER, 16 * 1024)
                .addHttpListener(0, "127.0.0.1")
                .setHandler(arriving -> {
                    connected.set((HttpServerConnection) arriving.getConnection());
                    routes.handleRequest(arriving);
                })
                .build();
        undertow.start();
        try {
            InetSocketAddress address =
                    (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
            for (int round = 0; round < 3; round++) {
                try (RawClient client = RawClient.withSmallBufferTo(address)) {
                    client.send(Requests.list(""));
                    AnswerRules.assertListing(STEPS * NumberedTransfers.STEP, client.answer());
                }
            }
        } finally {
            undertow.stop();
        }
        assertTrue(events.get() >= 3 * (STEPS - 1), events + " events");
    }

    /** While a worker reads the next part, as the network layer would, and returns when that has been dealt with. */
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
