package org.volumetransfers.bootstrap;

/**
 * Text of log lines that cannot forge or hide anything on a terminal. Control characters, line and paragraph separators
 * and invisible format characters, such as those that change the writing direction, become a backslash, a {@code u} and
 * four hexadecimal digits.
 */
final class LogText {

    private LogText() {}

    /** Appends text to a line; a group of line ends becomes one blank. */
    static void append(String text, StringBuilder line) {
        boolean ended = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\r' || c == '\n';
            if (!ends) {
                append(c, line);
            } else if (!ended) {
                line.append(' ');
            }
            ended = ends;
        }
    }

    /** Appends a stack trace; its line ends and tabs are kept. */
    static void appendLines(String text, StringBuilder lines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean endsLine = c == '\n' || (c == '\r' && text.startsWith("\r\n", i));
            if (endsLine || c == '\t') {
                lines.append(c);
            } else {
                append(c, lines);
            }
        }
    }

    private static void append(char c, StringBuilder line) {
        if (isPlain(c)) {
            line.append(c);
        } else {
            line.append(String.format("\\u%04x", (int) c));
        }
    }

    private static boolean isPlain(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
