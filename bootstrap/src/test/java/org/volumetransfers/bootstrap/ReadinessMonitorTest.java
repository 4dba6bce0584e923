package org.volumetransfers.bootstrap;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.Readiness;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

class ReadinessMonitorTest {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration NEVER = Duration.ofDays(1);

    /** A dependency that answers, fails or hangs. */
    private static final class Backing {

        private final AtomicBoolean up = new AtomicBoolean(true);
        private final AtomicLong answeredAt = new AtomicLong(System.nanoTime() - NEVER.toNanos());
        private final AtomicInteger asked = new AtomicInteger();

        Dependency dependency(String name, boolean isRequired) {
            return new Dependency(
                    name, isRequired, () -> Duration.ofNanos(System.nanoTime() - answeredAt.get()), this::ask);
        }

        void ask() {
            asked.incrementAndGet();
            if (!up.get()) {
                throw new BackendUnavailableException(Backend.STORAGE, "down", null);
            }
            answeredAt.set(System.nanoTime());
        }
    }

    @Test
    void readinessFollowsWhatIsRequired() {
        Backing storage = new Backing();
        try (ReadinessMonitor monitor = ReadinessMonitor.start(List.of(storage.dependency("storage", true)))) {
            await().atMost(BOUND).until(() -> monitor.get().isReady());
            storage.up.set(false);
            await().atMost(BOUND).until(() -> !monitor.get().isReady());
            assertEquals(Map.of("storage", false), monitor.get().parts());
            storage.up.set(true);
            await().atMost(BOUND).until(() -> monitor.get().isReady());
        }
    }

    @Test
    void whatIsNotRequiredIsNamed() {
        Backing identity = new Backing();
        identity.up.set(false);
        try (ReadinessMonitor monitor = ReadinessMonitor.start(
                List.of(Dependency.internal("storage"), identity.dependency("identity", false)))) {
            Readiness readiness = monitor.get();
            assertTrue(readiness.isReady());
            assertEquals(Map.of("storage", true, "identity", false), readiness.parts());
        }
    }

    @Test
    void aDependencyThatHangsDelaysNeitherProbesNorOthers() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Dependency hanging = new Dependency("identity", false, () -> NEVER, () -> awaitQuietly(end));
        Backing storage = new Backing();
        try (ReadinessMonitor monitor = ReadinessMonitor.start(List.of(hanging, storage.dependency("storage", true)))) {
            await().atMost(BOUND)
                    .until(() -> storage.asked.get() > 1 && monitor.get().isReady());
            assertFalse(monitor.get().parts().getOrDefault("identity", true));
        } finally {
            end.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aBusyDependencyIsNotAskedInAddition() {
        AtomicInteger asked = new AtomicInteger();
        Backing other = new Backing();
        Dependency busy = new Dependency("storage", true, () -> Duration.ZERO, asked::incrementAndGet);
        try (ReadinessMonitor monitor = ReadinessMonitor.start(List.of(busy, other.dependency("identity", false)))) {
            await().atMost(BOUND).until(() -> other.asked.get() > 2);
            assertTrue(monitor.get().isReady());
            assertEquals(0, asked.get());
        }
    }

    @Test
    void aFailureThatIsABugDoesNotEndTheRepetition() {
        AtomicInteger asked = new AtomicInteger();
        Dependency broken = new Dependency("storage", true, () -> NEVER, () -> {
            asked.incrementAndGet();
            throw new IllegalStateException("broken");
        });
        try (ReadinessMonitor monitor = ReadinessMonitor.start(List.of(broken))) {
            await().atMost(BOUND).until(() -> asked.get() > 1);
            assertFalse(monitor.get().isReady());
        }
    }
}
