package org.volumetransfers.adapter.http.toolkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;

/** Waits for other threads and the network, for at most {@link #BOUND}. */
public final class Await {

    /** Longer than any expected operation takes, even on a busy machine. */
    public static final Duration BOUND = Duration.ofSeconds(30);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

    private Await() {}

    /** Waits for a condition, which is evaluated on the calling thread and may use the network. */
    public static void until(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(BOUND)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL_INTERVAL)
                .pollInSameThread()
                .until(condition);
    }

    /** Waits for a latch. */
    public static void until(String what, CountDownLatch latch) throws InterruptedException {
        if (!latch.await(BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
            Assertions.fail("not within " + BOUND + ": " + what);
        }
    }

    /** Blocks a thread of a server until the test releases it or interrupts the thread. */
    public static void release(CountDownLatch released) {
        try {
            until("released", released);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets time pass between the steps of a client that is slow on purpose. */
    public static void pace(Duration time) {
        Awaitility.await()
                .atMost(time.plus(BOUND))
                .pollDelay(time)
                .pollInSameThread()
                .until(() -> true);
    }
}
