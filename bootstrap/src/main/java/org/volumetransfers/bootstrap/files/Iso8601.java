package org.volumetransfers.bootstrap.files;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * Times in files: ISO-8601 in UTC, truncated to microseconds. The offset is {@code Z}, {@code +00:00}, or absent as in the
 * answers of EVS, {@code 2024-07-23T11:19:06.469300}.
 */
final class Iso8601 {

    private static final Pattern BEYOND_MICROSECONDS = Pattern.compile("(\\.\\d{6})\\d+");
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd'T'HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 6, true)
            .optionalEnd()
            .appendPattern("[XXX]")
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Iso8601() {}

    /**
     * Parses a time.
     *
     * @throws InvalidValueException when the text is not a time in UTC
     */
    static Instant parse(String text) {
        try {
            String micros = BEYOND_MICROSECONDS.matcher(text).replaceFirst("$1");
            OffsetDateTime time = OffsetDateTime.parse(micros, FORMAT);
            if (time.getOffset().equals(ZoneOffset.UTC)) {
                return time.toInstant();
            }
        } catch (DateTimeParseException e) {
            // Rejected below, as are other offsets.
        }
        throw new InvalidValueException("time", "be ISO-8601 UTC, like 2024-07-23T11:19:06.469300Z");
    }
}
