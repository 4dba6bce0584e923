package org.volumetransfers.adapter.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.engine.HttpEngine;
import org.volumetransfers.domain.error.InvalidValueException;

/** The HTTP server. Safe for use by multiple threads. */
public final class TransferHttpServer implements AutoCloseable {

    private final HttpEngine engine;
    private final String publicUrl;

    private TransferHttpServer(HttpEngine engine, String publicUrl) {
        this.engine = engine;
        this.publicUrl = publicUrl;
    }

    /**
     * Returns a builder of a server.
     *
     * @param config where to listen, and how
     * @param useCases the use cases to offer
     * @return a builder
     */
    public static Builder builder(HttpConfig config, UseCases useCases) {
        return new Builder(config, useCases);
    }

    /** What a server is made of. */
    public static final class Builder {

        private final HttpConfig config;
        private final UseCases useCases;
        private @Nullable RequestObserver observer;
        private Consumer<? super Throwable> unforeseen = failure -> {};

        private Builder(HttpConfig config, UseCases useCases) {
            this.config = Objects.requireNonNull(config, "config");
            this.useCases = Objects.requireNonNull(useCases, "useCases");
        }

        /**
         * Sets an observer of all requests.
         *
         * @param requestObserver called at the end of each request
         * @return this builder
         */
        public Builder observer(RequestObserver requestObserver) {
            observer = Objects.requireNonNull(requestObserver, "observer");
            return this;
        }

        /**
         * Sets a consumer of unforeseen failures.
         *
         * @param consumer receives each failure that neither a client nor a dependency caused, {@link OutOfMemoryError} and the
         *     death of a thread of the server included; on any thread. The server never ends the JVM
         * @return this builder
         */
        public Builder onUnforeseen(Consumer<? super Throwable> consumer) {
            unforeseen = Objects.requireNonNull(consumer, "consumer");
            return this;
        }

        /**
         * Starts the server; it accepts connections when this returns.
         *
         * @return the running server, to be closed by the caller
         * @throws IOException if the address cannot be bound
         * @throws InvalidValueException if the address is a wildcard and no public URL is given: links would lead nowhere
         */
        public TransferHttpServer start() throws IOException {
            FaultLog log = new FaultLog(unforeseen);
            HttpEngine engine = HttpEngine.bind(resolved(config), config.limits(), new RefusalResponses(observer), log);
            try {
                String publicUrl = publicUrl(config, engine.address());
                TransferRoutes routes = new TransferRoutes(config.withPublicUrl(publicUrl), useCases, log, observer);
                engine.serve(routes, routes::refuse);
                return new TransferHttpServer(engine, publicUrl);
            } catch (RuntimeException | Error e) {
                engine.close();
                throw e;
            }
        }
    }

    private static InetSocketAddress resolved(HttpConfig config) throws IOException {
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException(config.host());
        }
        if (config.publicUrl() == null && address.getAddress().isAnyLocalAddress()) {
            throw new InvalidValueException("public url", "be given when listening on a wildcard address");
        }
        return address;
    }

    private static String publicUrl(HttpConfig config, InetSocketAddress bound) {
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return Objects.requireNonNullElse(config.publicUrl(), "http://" + host + ":" + bound.getPort());
    }

    /**
     * Returns the address that the server listens on.
     *
     * @return the address, with the port that was bound if the configuration says 0
     */
    public InetSocketAddress address() {
        return engine.address();
    }

    /**
     * Returns the base of all links.
     *
     * @return scheme, authority and path prefix, without a slash at the end
     */
    public String publicUrl() {
        return publicUrl;
    }

    /** Returns how many requests are in flight. */
    int inFlight() {
        return engine.inFlight();
    }

    /**
     * Stops listening, waits for requests in flight for at most the configured drain time, resets the rest, and ends all threads
     * of the server. Closing again does nothing.
     */
    @Override
    public void close() {
        engine.close();
    }
}
