package org.volumetransfers.bootstrap.metrics;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.volumetransfers.adapter.http.RequestObserver;

/** Receives what the parts of a server can tell about themselves. Safe for use by multiple threads. */
public interface ServerMetrics extends RequestObserver, AutoCloseable {

    /** Keeps nothing. */
    ServerMetrics NONE = new ServerMetrics() {
        @Override
        public void finished(FinishedRequest request) {}

        @Override
        public void inFlight(IntSupplier requests) {}

        @Override
        public void dependency(String name, BooleanSupplier isAvailable) {}

        @Override
        public void storage(IntSupplier queued, Consumer<Object> pool) {}

        @Override
        public void close() {}
    };

    /** Observes the number of requests in flight. */
    void inFlight(IntSupplier requests);

    /** Observes whether something that the server depends on is available. */
    void dependency(String name, BooleanSupplier isAvailable);

    /**
     * Observes a storage.
     *
     * @param queued how many queries wait for a thread
     * @param pool accepts the registry to which the connection pool reports
     */
    void storage(IntSupplier queued, Consumer<Object> pool);

    @Override
    void close();
}
