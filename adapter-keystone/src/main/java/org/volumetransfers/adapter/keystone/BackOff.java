package org.volumetransfers.adapter.keystone;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time during which Keystone is not asked, because it answered 429 or 503. Safe for any number of threads. Source: RFC
 * 9110, section 10.2.3.
 */
final class BackOff {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration WHERE_NOT_SAID = Duration.ofSeconds(1);
    private static final Set<Integer> OVERLOADED = Set.of(429, 503);
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_AFTER = "Retry-After";
    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    /** More digits than these are more seconds than the longest back-off. */
    private static final int FEW_DIGITS = 9;

    private final Clock clock;
    private @Nullable Pause pause;

    BackOff(Clock clock) {
        this.clock = clock;
    }

    /** From {@code since} to {@code until}, exclusive, on account of this status. */
    private record Pause(int status, Instant since, Instant until) {}

    /** Tells whether an answer is a 503 that says when to come again. */
    static boolean isAskedFor(HttpResponse<?> answer) {
        return answer.statusCode() == UNAVAILABLE
                && answer.headers().firstValue(RETRY_AFTER).isPresent();
    }

    /** Backs off where an answer asks for it; never for longer than 30 s, never for less than before. */
    synchronized void heed(HttpResponse<?> answer) {
        if (!OVERLOADED.contains(answer.statusCode())) {
            return;
        }
        Instant now = clock.instant();
        Instant until = now.plus(wait(answer, now));
        if (pause == null || reason() == null || until.isAfter(pause.until())) {
            pause = new Pause(answer.statusCode(), now, until);
        }
    }

    /** Returns why Keystone is not asked now; null when it may be asked. */
    synchronized @Nullable String reason() {
        Instant now = clock.instant();
        // A clock that was set back does not prolong the pause.
        if (pause == null || now.isBefore(pause.since()) || !now.isBefore(pause.until())) {
            return null;
        }
        return "is not asked before " + pause.until() + ", since it answered " + pause.status();
    }

    private static Duration wait(HttpResponse<?> answer, Instant now) {
        Duration asked = answer.headers()
                .firstValue(RETRY_AFTER)
                .map(text -> parse(text.strip(), now))
                .orElse(WHERE_NOT_SAID);
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    /** Zero for a moment in the past. */
    private static Duration parse(String text, Instant now) {
        if (SECONDS.matcher(text).matches()) {
            return text.length() > FEW_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant moment = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return moment.isAfter(now) ? Duration.between(now, moment) : Duration.ZERO;
        } catch (DateTimeParseException e) {
            return WHERE_NOT_SAID;
        }
    }
}
