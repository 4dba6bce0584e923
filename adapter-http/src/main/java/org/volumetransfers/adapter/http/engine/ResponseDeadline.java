package org.volumetransfers.adapter.http.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the time of a response: by the expiry of its token, and by the minimum rate of its reader. A reader may fall behind
 * that rate for one window of time; bytes read ahead of it count for up to one more. Times are values of
 * {@link System#nanoTime}.
 */
final class ResponseDeadline {

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    /** How many times a reader is checked within a window. */
    private static final int CHECKS = 12;
    /** Longer times are reduced to this one, so that they do not overflow. */
    private static final Duration LONGEST = Duration.ofDays(10_000);

    private final long nanosPerByte;
    private final long windowNanos;
    private final long expires;
    private long late;

    /** Creates a deadline that begins now; {@code expiresAt} is null if the caller's token does not expire. */
    ResponseDeadline(HttpTimeouts timeouts, @Nullable Instant expiresAt, long now) {
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

    /** Records that there is something to read again; the time until now does not count against the reader. */
    void resume(long now) {
        late = now + Math.max(windowNanos, late - now);
    }

    /** Records that the reader has read bytes. */
    void progress(int bytes, long now) {
        late = now + Math.min(2 * windowNanos, late - now + bytes * nanosPerByte);
    }

    /** Returns the reason to end the response, or null if it may continue. */
    @Nullable String reasonToEnd(long now) {
        if (expires - now <= 0) {
            return "its token has expired";
        }
        return late - now <= 0 ? "it read too slowly" : null;
    }

    /** Returns after how many nanoseconds to check the reader again. */
    long nanosToNextCheck(long now) {
        return Math.min(windowNanos / CHECKS, Math.min(late - now, expires - now));
    }
}
