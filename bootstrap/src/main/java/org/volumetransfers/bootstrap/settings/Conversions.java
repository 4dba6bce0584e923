package org.volumetransfers.bootstrap.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.volumetransfers.domain.error.InvalidValueException;

/** Converts the texts of settings; the functions throw {@link InvalidValueException}. */
public final class Conversions {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");
    private static final int MAX_SECONDS = 86_400;

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
                int last = words.length - 1;
                throw new InvalidValueException(
                        "word", "be " + String.join(", ", List.of(words).subList(0, last)) + " or " + words[last]);
            }
            return convert.apply(text);
        };
    }

    /** Returns a conversion to the constants of an enum, named in lower case. */
    public static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        return oneOf(
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)),
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .toArray(String[]::new));
    }
}
