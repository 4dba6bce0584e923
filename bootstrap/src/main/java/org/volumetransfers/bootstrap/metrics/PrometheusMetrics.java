package org.volumetransfers.bootstrap.metrics;

import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.cache.CaffeineStatsCounter;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.AdminHttpServer.Content;

/**
 * Keeps metrics and writes them in the formats of Prometheus. Tags have few values: operations, statuses, codes and parts of
 * the server, never projects, paths or clients. The names are listed in {@code docs/operations.md}.
 */
public final class PrometheusMetrics implements ServerMetrics {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Map<String, OperationMeters> operations = new ConcurrentHashMap<>();

    /** Starts with the metrics of the process. */
    public PrometheusMetrics() {
        garbageCollection.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    @Override
    public void finished(FinishedRequest request) {
        operations
                .computeIfAbsent(request.operation(), operation -> new OperationMeters(registry, operation))
                .record(request);
    }

    @Override
    public void inFlight(IntSupplier requests) {
        Gauge.builder(OperationMeters.PREFIX + "requests.in.flight", requests::getAsInt)
                .description("Requests in flight")
                .register(registry);
    }

    @Override
    public void dependency(String name, BooleanSupplier isAvailable) {
        Gauge.builder(OperationMeters.PREFIX + "dependency.available", () -> isAvailable.getAsBoolean() ? 1 : 0)
                .description("Whether something that the server depends on is available: 1 or 0")
                .tags(Tags.of("dependency", name))
                .register(registry);
    }

    @Override
    public void storage(IntSupplier queued, Consumer<Object> pool) {
        pool.accept(registry);
        Gauge.builder(OperationMeters.PREFIX + "storage.queue.length", queued::getAsInt)
                .description("Queries that wait for a thread")
                .register(registry);
    }

    @Override
    public void keystoneCall(int status, Duration time) {
        String outcome = status == 0 ? "failed" : status / 100 + "xx";
        Timer.builder(OperationMeters.PREFIX + "keystone.call.duration")
                .description("Time to call Keystone, a second attempt included")
                .tags("outcome", outcome)
                .serviceLevelObjectives(OperationMeters.buckets())
                .register(registry)
                .record(time);
    }

    @Override
    public void keystoneQueue(IntSupplier queued) {
        Gauge.builder(OperationMeters.PREFIX + "keystone.queue.length", queued::getAsInt)
                .description("Calls to Keystone that wait for others to end")
                .register(registry);
    }

    @Override
    public StatsCounter tokenCache() {
        return new CaffeineStatsCounter(registry, "tokens");
    }

    /**
     * Writes all metrics.
     *
     * @param accept the header {@code Accept} of the request, which chooses between the text format of Prometheus and
     *     OpenMetrics; null for the former
     */
    public Content scrape(@Nullable String accept) {
        String type = accept != null && accept.contains("application/openmetrics-text")
                ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                : TEXT;
        return new Content(type, registry.scrape(type).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
