package org.volumetransfers.bootstrap.metrics;

import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import java.time.Duration;
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
        public void keystoneCall(int status, Duration time) {}

        @Override
        public void keystoneQueue(IntSupplier queued) {}

        @Override
        public StatsCounter tokenCache() {
            return StatsCounter.disabledStatsCounter();
        }

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

    /** Observes a call to Keystone that has ended; status 0 if it failed. */
    void keystoneCall(int status, Duration time);

    /** Observes how many calls to Keystone wait. */
    void keystoneQueue(IntSupplier queued);

    /** Returns what counts the uses of the token cache. */
    StatsCounter tokenCache();

    @Override
    void close();
}
