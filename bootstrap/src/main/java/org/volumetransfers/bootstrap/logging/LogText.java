package org.volumetransfers.bootstrap.logging;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes text safe for terminals: control characters, line and paragraph separators and invisible format characters, such
 * as those that change the writing direction, become a backslash, a {@code u} and four hexadecimal digits.
 */
public final class LogText {

    private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n]+");
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
    private static final Pattern UNSAFE_IN_LINES = Pattern.compile("(?!\\r?\\n|\\t)[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private LogText() {}

    /** Makes one line of a text. */
    public static String line(String text) {
        return escape(UNSAFE, LINE_ENDS.matcher(text).replaceAll(" "));
    }

    /** Returns a text, for instance a stack trace, with its line ends and tabs. */
    static String lines(String text) {
        return escape(UNSAFE_IN_LINES, text);
    }

    private static String escape(Pattern unsafe, String text) {
        return unsafe.matcher(text)
                .replaceAll(match -> match.group()
                        .chars()
                        .mapToObj(c -> String.format("\\\\u%04x", c))
                        .collect(Collectors.joining()));
    }
}
