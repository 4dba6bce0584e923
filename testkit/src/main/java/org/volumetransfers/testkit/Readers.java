package org.volumetransfers.testkit;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs a test in several threads at once. */
final class Readers {

    /** Long, since it only has to end a test that would otherwise hang. */
    private static final long TIMEOUT_SECONDS = 120;

    private Readers() {}

    /** Runs a task, which receives the number of its thread, in threads that start it together. Throws if one does. */
    static void inParallel(int count, IntConsumer task) {
        CountDownLatch ready = new CountDownLatch(count);
        List<Callable<Boolean>> readers = IntStream.range(0, count)
                .<Callable<Boolean>>mapToObj(reader -> () -> {
                    ready.countDown();
                    ready.await();
                    task.accept(reader);
                    return true;
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            for (Future<Boolean> reader : threads.invokeAll(readers, TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                reader.get();
            }
        } catch (ExecutionException | CancellationException | InterruptedException e) {
            throw new AssertionError("a parallel reader failed or did not end: " + e, e);
        } finally {
            threads.shutdownNow();
        }
    }
}
