package org.volumetransfers.bootstrap.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.volumetransfers.adapter.http.RequestObserver.FinishedRequest;

/** The meters of one operation. Safe for use by multiple threads. */
final class OperationMeters {

    static final String PREFIX = "volume.transfers.";

    /** Bounds of the histograms in milliseconds: from a page in memory to the time-outs of storage and identity. */
    private static final int[] BUCKETS = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000};

    private final MeterRegistry registry;
    private final String operation;
    private final Map<Outcome, Counter> requests = new ConcurrentHashMap<>();
    private final Timer total;
    private final Timer identity;
    private final Timer storage;
    private final Timer writing;
    private final Counter rows;
    private final Counter bytes;
    private final Counter aborted;

    private record Outcome(int status, String code) {}

    OperationMeters(MeterRegistry registry, String operation) {
        this.registry = registry;
        this.operation = operation;
        this.total =
                timer("request.duration", "Time from the head of a request to the end of its response", Tags.empty());
        this.identity = phase("identity");
        this.storage = phase("storage");
        this.writing = phase("writing");
        this.rows = counter("rows", "Transfers in responses", Tags.empty());
        this.bytes = counter("response.bytes", "Bytes of response bodies", Tags.empty());
        this.aborted = counter("responses.aborted", "Responses whose connection ended before them", Tags.empty());
    }

    private Timer phase(String phase) {
        String description = "Time to authenticate the caller, to read the first transfers, and the rest";
        return timer("request.phase.duration", description, Tags.of("phase", phase));
    }

    private Timer timer(String name, String description, Tags tags) {
        return Timer.builder(PREFIX + name)
                .description(description)
                .tags(tags.and("operation", operation))
                .serviceLevelObjectives(buckets())
                .register(registry);
    }

    static Duration[] buckets() {
        return Arrays.stream(BUCKETS).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    private Counter counter(String name, String description, Tags tags) {
        return Counter.builder(PREFIX + name)
                .description(description)
                .tags(tags.and("operation", operation))
                .register(registry);
    }

    void record(FinishedRequest request) {
        requests.computeIfAbsent(
                        new Outcome(request.status(), Objects.requireNonNullElse(request.code(), "none")),
                        this::counted)
                .increment();
        total.record(request.identity().plus(request.storage()).plus(request.writing()));
        identity.record(request.identity());
        storage.record(request.storage());
        writing.record(request.writing());
        rows.increment((double) request.rows());
        bytes.increment((double) request.bytes());
        if (request.aborted()) {
            aborted.increment();
        }
    }

    private Counter counted(Outcome outcome) {
        Tags tags = Tags.of("status", Integer.toString(outcome.status()), "code", outcome.code());
        return counter("requests", "Finished requests; status 0 if no response was sent", tags);
    }
}
