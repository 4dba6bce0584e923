package org.volumetransfers.bootstrap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * Moments in files: ISO-8601, UTC, cut to microseconds.
 *
 * <p>The zone is {@code Z}, {@code +00:00}, or left out as EVS itself does in {@code 2024-07-23T11:19:06.469300}.
 */
final class Iso8601 {

    private static final Pattern MOMENT = Pattern.compile(
            "(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{1,6})\\d*)?(?:Z|\\+00:00)?");
    private static final int FRACTION = 7;
    private static final String ZEROS = "000000";

    private Iso8601() {}

    /**
     * Reads a moment.
     *
     * @param field what it is, for the error
     * @throws InvalidValueException when it is none, or has another zone
     */
    static Instant moment(String field, String text) {
        Matcher matcher = MOMENT.matcher(text);
        if (matcher.matches()) {
            try {
                return LocalDateTime.of(
                                number(matcher, 1),
                                number(matcher, 2),
                                number(matcher, 3),
                                number(matcher, 4),
                                number(matcher, 5),
                                number(matcher, 6),
                                nanos(matcher.group(FRACTION)))
                        .toInstant(ZoneOffset.UTC);
            } catch (DateTimeException noSuchDay) {
                // Refused below, as is what does not even look like a time.
            }
        }
        throw new InvalidValueException(field, "be ISO-8601 UTC, like 2024-07-23T11:19:06.469300Z");
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static int nanos(@Nullable String micros) {
        return micros == null ? 0 : Integer.parseInt(micros + ZEROS.substring(micros.length())) * 1000;
    }
}
