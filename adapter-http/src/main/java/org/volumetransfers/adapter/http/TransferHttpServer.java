package org.volumetransfers.adapter.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.engine.HttpEngine;
import org.volumetransfers.domain.error.InvalidConfigurationException;

/** The HTTP server. Safe for use by multiple threads. */
public final class TransferHttpServer implements AutoCloseable {

    private final HttpEngine engine;
    private final String publicUrl;

    private TransferHttpServer(HttpEngine engine, String publicUrl) {
        this.engine = engine;
        this.publicUrl = publicUrl;
    }

    /** Returns a builder of a server that offers the given use cases, at least one. */
    public static Builder builder(HttpConfig config, UseCases useCases) {
        return new Builder(config, useCases);
    }

    /** Builds and starts a server. */
    public static final class Builder {

        private final HttpConfig config;
        private final UseCases useCases;
        private RequestObserver observer = request -> {};
        private Consumer<? super Throwable> unforeseen = failure -> {};
        private @Nullable Supplier<Readiness> readiness;

        private Builder(HttpConfig config, UseCases useCases) {
            this.config = Objects.requireNonNull(config, "config");
            this.useCases = Objects.requireNonNull(useCases, "useCases");
        }

        /** Sets the observer, which is called at the end of each request. */
        public Builder observer(RequestObserver requestObserver) {
            observer = Objects.requireNonNull(requestObserver, "observer");
            return this;
        }

        /**
         * Sets the consumer of unforeseen failures. It receives, on any thread, each failure that neither a client nor a
         * dependency caused, including {@link OutOfMemoryError} and the death of a thread of the server. The server itself
         * never ends the JVM.
         */
        public Builder onUnforeseen(Consumer<? super Throwable> consumer) {
            unforeseen = Objects.requireNonNull(consumer, "consumer");
            return this;
        }

        /**
         * Serves {@code /livez} and {@code /readyz}, which need no token and take precedence over all other paths.
         *
         * @param current returns the current readiness at once; called on I/O threads for each probe
         */
        public Builder probes(Supplier<Readiness> current) {
            readiness = Objects.requireNonNull(current, "current");
            return this;
        }

        /**
         * Starts the server, which accepts connections when this method returns.
         *
         * @return the running server, to be closed by the caller
         * @throws IOException if the address cannot be bound
         * @throws InvalidConfigurationException if the address is a wildcard and the configuration has no public URL for links
         * @throws IllegalArgumentException if no use case is offered
         */
        public TransferHttpServer start() throws IOException {
            FaultLog log = new FaultLog(unforeseen);
            RefusalResponses refusals = new RefusalResponses(log.guarding(observer));
            int ioThreads = Math.max(2, Runtime.getRuntime().availableProcessors());
            HttpEngine engine =
                    HttpEngine.bind("volume-transfers", ioThreads, resolved(config), config.limits(), refusals, log);
            try {
                String publicUrl = publicUrl(config, engine.address());
                RouteTable table = new RouteTable();
                if (readiness != null) {
                    new Probes(engine::isDraining, readiness).addTo(table);
                }
                TransferRoutes routes =
                        new TransferRoutes(config.withPublicUrl(publicUrl), useCases, observer, log, table);
                engine.serve(routes, routes::refuse);
                return new TransferHttpServer(engine, publicUrl);
            } catch (RuntimeException | Error e) {
                engine.close();
                throw e;
            }
        }
    }

    private static InetSocketAddress resolved(HttpConfig config) throws IOException {
        InetSocketAddress address = config.address();
        InvalidConfigurationException.require(
                config.publicUrl() != null || !address.getAddress().isAnyLocalAddress(),
                "public url",
                "be given when listening on a wildcard address");
        return address;
    }

    private static String publicUrl(HttpConfig config, InetSocketAddress bound) {
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return Objects.requireNonNullElse(config.publicUrl(), "http://" + host + ":" + bound.getPort());
    }

    /** Returns the address that the server listens on, with the port that was bound if the configuration specifies port 0. */
    public InetSocketAddress address() {
        return engine.address();
    }

    /** Returns the base of all links: scheme, authority and path prefix, without a trailing slash. */
    public String publicUrl() {
        return publicUrl;
    }

    /** Returns whether {@link #drain} or {@link #close} has been called. */
    boolean isDraining() {
        return engine.isDraining();
    }

    /** Returns how many requests are in flight: at least 0. */
    public int inFlight() {
        return engine.inFlight();
    }

    /**
     * Prepares for {@link #close}: from now on {@code /readyz} fails, and each connection is closed after its next response.
     * New connections are still accepted, so that load balancers have time to notice.
     */
    public void drain() {
        engine.drain();
    }

    /**
     * Stops listening, waits for requests in flight for at most the configured drain time, resets the remaining connections,
     * and ends all threads of the server. Closing a closed server has no effect.
     */
    @Override
    public void close() {
        engine.close();
    }
}
