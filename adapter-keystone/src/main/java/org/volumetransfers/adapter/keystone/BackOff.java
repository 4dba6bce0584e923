package org.volumetransfers.adapter.keystone;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The time during which Keystone receives no requests because it answered 429 or 503. Thread-safe. Source: RFC 9110,
 * section 10.2.3.
 */
final class BackOff {

    private static final Duration MAX = Duration.ofSeconds(30);
    private static final Duration DEFAULT = Duration.ofSeconds(1);
    private static final Set<Integer> OVERLOADED = Set.of(429, 503);

    private final Clock clock;
    private @Nullable Pause pause;

    BackOff(Clock clock) {
        this.clock = clock;
    }

    private record Pause(int status, Instant since, Instant until) {

        /** A clock that was set back does not prolong the pause. */
        boolean includes(Instant now) {
            return !now.isBefore(since) && now.isBefore(until);
        }
    }

    /** Tells whether a response is a 503 that says when to come back. */
    static boolean isRequestedBy(HttpResponse<?> response) {
        return response.statusCode() == 503 && retryAfter(response).isPresent();
    }

    /** Backs off if a response requires it, for at most 30 s; never shortens a pause. */
    synchronized void heed(HttpResponse<?> response) {
        if (!OVERLOADED.contains(response.statusCode())) {
            return;
        }
        Instant now = clock.instant();
        Duration wait = retryAfter(response).map(text -> parse(text, now)).orElse(DEFAULT);
        Instant until = now.plus(wait.compareTo(MAX) > 0 ? MAX : wait);
        if (pause == null || !pause.includes(now) || until.isAfter(pause.until())) {
            pause = new Pause(response.statusCode(), now, until);
        }
    }

    /** Returns why Keystone must not be called now; null if it may be. */
    synchronized @Nullable String reason() {
        return pause == null || !pause.includes(clock.instant())
                ? null
                : "is not called before " + pause.until() + " because it answered " + pause.status();
    }

    private static Optional<String> retryAfter(HttpResponse<?> response) {
        return response.headers().firstValue("Retry-After").map(String::strip);
    }

    /** Returns a negative duration for a date in the past. */
    private static Duration parse(String text, Instant now) {
        try {
            return text.matches("[0-9]+")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (NumberFormatException e) {
            return MAX;
        } catch (DateTimeException e) {
            return DEFAULT;
        }
    }
}
