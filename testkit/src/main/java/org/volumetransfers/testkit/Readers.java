package org.volumetransfers.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/** Runs a test in several threads at once. */
final class Readers {

    /** Long, since it only has to end a test that would otherwise hang. */
    private static final long TIMEOUT_SECONDS = 120;

    private Readers() {}

    /**
     * Runs a task in several threads, which start it together, and waits for them.
     *
     * @param count the number of threads
     * @param task receives the number of its thread, from 0; if it throws, this method does
     */
    static void inParallel(int count, IntConsumer task) {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            CountDownLatch ready = new CountDownLatch(count);
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int reader = i;
                readers.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    task.accept(reader);
                    return null;
                }));
            }
            for (Future<?> reader : readers) {
                await(reader);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(Future<?> reader) {
        try {
            reader.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("a parallel reader failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("a parallel reader hangs", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while parallel readers ran", e);
        }
    }
}
