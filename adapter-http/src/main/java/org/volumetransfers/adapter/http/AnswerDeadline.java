package org.volumetransfers.adapter.http;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells how long an answer may go on: until its token has expired, and for as long as its reader keeps to a minimum rate.
 * The reader may fall behind that for one window of time; being ahead of it counts for one more. Times are values of
 * {@link System#nanoTime}.
 */
final class AnswerDeadline {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    /** How often a reader is looked at within a window. */
    private static final int LOOKS = 12;
    /** Longer times than this are none, and must not overflow. */
    private static final Duration LONGEST = Duration.ofDays(10_000);

    private final long nanosPerByte;
    private final long windowNanos;
    private final long expires;
    private long late;

    /**
     * Begins now.
     *
     * @param expiresAt when the caller's token expires, or null
     */
    AnswerDeadline(HttpTimeouts timeouts, @Nullable Instant expiresAt, long now) {
        this.nanosPerByte = NANOS_PER_SECOND / timeouts.minBytesPerSecond();
        this.windowNanos = nanos(timeouts.stall());
        this.late = now + windowNanos;
        Duration left = expiresAt == null
                ? LONGEST
                : Duration.between(Instant.now(), expiresAt).plus(timeouts.expiryGrace());
        this.expires = now + nanos(left);
    }

    private static long nanos(Duration time) {
        return time.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : time.toNanos();
    }

    /** Notes that there is something to read again: the reader is not to blame for the time before. */
    void begin(long now) {
        late = now + Math.max(windowNanos, late - now);
    }

    /** Notes that the reader has taken bytes. */
    void took(int bytes, long now) {
        late = now + Math.min(2 * windowNanos, late - now + bytes * nanosPerByte);
    }

    /** Returns why the answer must end, or null while it may go on. */
    @Nullable String reasonToEnd(long now) {
        if (expires - now <= 0) {
            return "its token has expired";
        }
        return late - now <= 0 ? "it read too slowly" : null;
    }

    /** Returns after how many nanoseconds to look at the reader again. */
    long nanosToNextLook(long now) {
        return Math.min(windowNanos / LOOKS, Math.min(late - now, expires - now));
    }
}
