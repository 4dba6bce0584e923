package org.volumetransfers.bootstrap.files;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.volumetransfers.domain.error.InvalidValueException;

/** Converts the texts of settings and files; the functions throw {@link InvalidValueException}. */
public final class Conversions {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");
    /** A day. */
    public static final int MAX_SECONDS = 86_400;

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern BEYOND_MICROSECONDS = Pattern.compile("(\\.\\d{6})\\d+");
    private static final Pattern UTC =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?)(Z|[+-]00:00)?");

    private Conversions() {}

    /** Returns a conversion to a whole number. */
    public static Function<String, Integer> wholeNumber(int smallest, int largest) {
        return text -> {
            long number = DIGITS.matcher(text).matches() ? Long.parseLong(text) : -1;
            if (number < smallest || number > largest) {
                throw new InvalidValueException("number", "be a whole number, " + smallest + " to " + largest);
            }
            return (int) number;
        };
    }

    /** Converts a number of seconds, 1 to 86,400. */
    public static Duration seconds(String text) {
        return Duration.ofSeconds(wholeNumber(1, MAX_SECONDS).apply(text));
    }

    /** Converts a number of seconds, 0 to 86,400. */
    public static Duration secondsOrZero(String text) {
        return Duration.ofSeconds(wholeNumber(0, MAX_SECONDS).apply(text));
    }

    /** Returns a conversion of a few words. */
    public static <T> Function<String, T> oneOf(Function<String, T> convert, String... words) {
        return text -> {
            if (!List.of(words).contains(text)) {
                String list = String.join(", ", words).replaceFirst(", ([-\\w]+)$", " or $1");
                throw new InvalidValueException("word", "be " + list);
            }
            return convert.apply(text);
        };
    }

    /** Returns a conversion to the constants of an enum, named in lower case with dashes. */
    public static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        String[] words = Stream.of(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toArray(String[]::new);
        return oneOf(text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')), words);
    }

    /** Checks a UUID. */
    static String uuid(String text) {
        if (!UUID.matcher(text).matches()) {
            throw new InvalidValueException(
                    "id", "be a UUID in canonical lower case, like cac5c677-73a9-4288-bb9c-b2ebfb547377");
        }
        return text;
    }

    /**
     * Converts a time, and truncates it to microseconds: ISO-8601 in UTC, with the offset {@code Z}, {@code +00:00}, or none
     * as in the answers of EVS, {@code 2024-07-23T11:19:06.469300}.
     */
    static Instant time(String text) {
        Matcher utc = UTC.matcher(BEYOND_MICROSECONDS.matcher(text).replaceFirst("$1"));
        try {
            if (utc.matches()) {
                return LocalDateTime.parse(utc.group(1)).toInstant(ZoneOffset.UTC);
            }
        } catch (DateTimeParseException e) {
            // No such day or hour; rejected below.
        }
        throw new InvalidValueException("time", "be ISO-8601 UTC, like 2024-07-23T11:19:06.469300Z");
    }
}
