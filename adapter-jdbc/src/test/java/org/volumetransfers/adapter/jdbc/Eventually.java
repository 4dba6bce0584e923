package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for the effect of work that other threads or processes do. */
final class Eventually {

    private Eventually() {}

    /** Calls until the result is as expected, for at most 30 s. */
    static <T> void becomes(T expected, Callable<T> actual) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertEquals(expected, actual.call()));
    }
}
