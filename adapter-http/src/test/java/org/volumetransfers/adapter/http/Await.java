package org.volumetransfers.adapter.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;

/** Waits for what other threads and the network do; never longer than a bound. */
final class Await {

    /** Longer than anything takes on a machine that is busy with other things. */
    static final Duration BOUND = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private Await() {}

    /** A condition that may need the network. */
    interface Condition {
        boolean holds() throws Exception;
    }

    static void until(String what, Condition condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > BOUND.toNanos()) {
                Assertions.fail("not within " + BOUND + ": " + what);
            }
            pause(LOOK_AGAIN);
        }
    }

    static void until(String what, CountDownLatch latch) throws InterruptedException {
        if (!latch.await(BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
            Assertions.fail("not within " + BOUND + ": " + what);
        }
    }

    /** Keeps a worker busy until the test releases it, or ends it. */
    static void release(CountDownLatch released) {
        try {
            until("released", released);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The pace of a client that is slow on purpose. */
    static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
