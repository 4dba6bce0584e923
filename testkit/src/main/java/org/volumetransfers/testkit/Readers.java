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

/** Several threads at once, on one thing under test. */
final class Readers {

    /** Far more than anything here needs: only to end a test that would otherwise hang. */
    static final long PATIENCE_SECONDS = 120;

    private Readers() {}

    /**
     * Runs a task in so many threads, all let go at the same moment, and waits for them.
     *
     * @param count how many
     * @param task gets the number of its reader, from 0; what it throws is thrown here
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
            reader.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
