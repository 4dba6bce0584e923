package org.volumetransfers.adapter.http;

import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.RouteTable.Operation;
import org.volumetransfers.adapter.http.engine.HttpEngine;
import org.volumetransfers.adapter.http.engine.HttpLimits;
import org.volumetransfers.adapter.http.engine.ResponseSender;

/**
 * A second HTTP server, for operators: the probes of {@link TransferHttpServer} and documents such as metrics. No request needs
 * a token, so its address should be reachable from inside a network only. It has a single thread of its own, and remains
 * responsive while the other server is busy. Safe for use by multiple threads.
 */
public final class AdminHttpServer implements AutoCloseable {

    private static final HttpLimits LIMITS = HttpLimits.DEFAULT.withMaxConnections(64);

    private final HttpEngine engine;

    private AdminHttpServer(HttpEngine engine) {
        this.engine = engine;
    }

    /** Returns a builder of a server that listens on an address; port 0 selects a free one. */
    public static Builder listeningOn(String host, int port) {
        return new Builder(HttpConfig.listeningOn(host, port).withLimits(LIMITS));
    }

    /** A document that is created for each request, on the thread of the server. */
    @FunctionalInterface
    public interface Document {

        /**
         * Creates the document.
         *
         * @param accept the header {@code Accept}; null if the request has none
         */
        Content create(@Nullable String accept);
    }

    /**
     * The content of a document.
     *
     * @param type its media type, the value of {@code Content-Type}
     * @param bytes its bytes, which are not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    public record Content(String type, byte[] bytes) {}

    /** Builds and starts a server. */
    public static final class Builder {

        private final HttpConfig config;
        private final RouteTable routes = new RouteTable();
        private Consumer<? super Throwable> unforeseen = failure -> {};

        private Builder(HttpConfig config) {
            this.config = config;
        }

        /**
         * Serves {@code /livez} and {@code /readyz}.
         *
         * @param server the server whose shutdown they show
         * @param readiness returns the current readiness at once
         */
        public Builder probes(TransferHttpServer server, Supplier<Readiness> readiness) {
            new Probes(server::isDraining, Objects.requireNonNull(readiness, "readiness")).addTo(routes);
            return this;
        }

        /** Serves a document at a path that begins with a slash. */
        public Builder document(String path, Document document) {
            Objects.requireNonNull(document, "document");
            routes.route("GET", path, new Operation(path, null, call -> send(document, call)));
            return this;
        }

        /** Sets the consumer of unforeseen failures, as {@link TransferHttpServer.Builder#onUnforeseen} does. */
        public Builder onUnforeseen(Consumer<? super Throwable> consumer) {
            unforeseen = Objects.requireNonNull(consumer, "consumer");
            return this;
        }

        /**
         * Starts the server, which accepts connections when this method returns.
         *
         * @return the running server, to be closed by the caller
         * @throws IOException if the address cannot be bound
         */
        public AdminHttpServer start() throws IOException {
            FaultLog log = new FaultLog(unforeseen);
            RequestObserver observer = request -> {};
            HttpEngine engine = HttpEngine.bind(
                    "volume-transfers-admin", 1, config.address(), LIMITS, new RefusalResponses(observer), log);
            Call.Server server =
                    new Call.Server("", config.badTokenAnswer(), new ResponseSender(LIMITS, log), log, observer);
            Router router = new Router(routes, LIMITS, server, null);
            engine.serve(router, router::refuse);
            return new AdminHttpServer(engine);
        }
    }

    private static void send(Document document, Call call) {
        Content content = document.create(call.exchange().getRequestHeaders().getFirst(Headers.ACCEPT));
        call.exchange().getResponseHeaders().put(Headers.CONTENT_TYPE, content.type());
        call.answer(StatusCodes.OK, ByteBuffer.wrap(content.bytes()));
    }

    /** Returns the address that the server listens on, with the port that was bound. */
    public InetSocketAddress address() {
        return engine.address();
    }

    /** Stops listening, waits for requests in flight for a bounded time, and ends the thread of the server. */
    @Override
    public void close() {
        engine.close();
    }
}
