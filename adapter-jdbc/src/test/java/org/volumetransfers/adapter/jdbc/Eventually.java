package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** What becomes true by the work of others, in a moment that nobody tells. */
final class Eventually {

    private static final long PATIENCE = Duration.ofSeconds(60).toNanos();
    private static final long PAUSE = Duration.ofMillis(20).toNanos();

    private Eventually() {}

    /** Asks until the answer is the expected one, which must be soon. */
    static <T> void becomes(T expected, Supplier<T> question) {
        long start = System.nanoTime();
        T answer = question.get();
        while (!Objects.equals(expected, answer) && System.nanoTime() - start < PATIENCE) {
            LockSupport.parkNanos(PAUSE);
            answer = question.get();
        }
        assertEquals(expected, answer);
    }
}
