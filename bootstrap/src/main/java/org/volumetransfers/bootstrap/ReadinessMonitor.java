package org.volumetransfers.bootstrap;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.volumetransfers.adapter.http.Readiness;
import org.volumetransfers.domain.error.BackendUnavailableException;

/**
 * Keeps asking what the server depends on, in the background, so that a probe never waits. A dependency is available if it has
 * answered within the last second, be it a request; one that is busy is not asked in addition. Safe for use by multiple
 * threads.
 */
final class ReadinessMonitor implements Supplier<Readiness>, AutoCloseable {

    private static final Logger LOG = System.getLogger(ReadinessMonitor.class.getName());

    private static final Duration RECENT = Duration.ofSeconds(1);
    private static final Duration PERIOD = Duration.ofMillis(400);

    private final List<Dependency> dependencies;
    private final ScheduledExecutorService threads;

    private ReadinessMonitor(List<Dependency> dependencies) {
        this.dependencies = List.copyOf(dependencies);
        // Each has a thread of its own, since one that hangs must not delay the others.
        this.threads = Executors.newScheduledThreadPool(dependencies.size(), task -> {
            Thread thread = new Thread(task, "readiness");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts to ask; the result is to be closed by the caller. */
    static ReadinessMonitor start(List<Dependency> dependencies) {
        ReadinessMonitor monitor = new ReadinessMonitor(dependencies);
        monitor.dependencies.forEach(monitor::keepAsking);
        return monitor;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // ends with the threads
    private void keepAsking(Dependency dependency) {
        threads.scheduleWithFixedDelay(() -> ask(dependency), 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void ask(Dependency dependency) {
        if (dependency.silence().get().compareTo(PERIOD.dividedBy(2)) < 0) {
            return;
        }
        try {
            dependency.ask().run();
        } catch (BackendUnavailableException e) {
            LOG.log(Level.DEBUG, dependency.name() + " is unavailable", e);
        } catch (RuntimeException e) {
            // Thrown further, it would end the repetition.
            LOG.log(Level.ERROR, dependency.name() + " cannot be asked", e);
        }
    }

    /** Returns whether a dependency has answered recently. */
    static boolean isAvailable(Dependency dependency) {
        return dependency.silence().get().compareTo(RECENT) <= 0;
    }

    @Override
    public Readiness get() {
        Map<String, Boolean> parts = new LinkedHashMap<>();
        boolean isReady = true;
        for (Dependency dependency : dependencies) {
            boolean isAvailable = isAvailable(dependency);
            parts.put(dependency.name(), isAvailable);
            isReady &= isAvailable || !dependency.isRequired();
        }
        return new Readiness(isReady, parts);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
