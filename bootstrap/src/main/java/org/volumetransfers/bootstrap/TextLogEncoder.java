package org.volumetransfers.bootstrap;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Writes each log event as one line for people to read, and its stack trace below.
 *
 * <p>Not logback's pattern: to understand any pattern it makes a class for each of some seventy converters, which is a
 * tenth of the time to the first answer.
 */
final class TextLogEncoder extends EncoderBase<ILoggingEvent> {

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final byte[] NOTHING = {};

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String logger = event.getLoggerName();
        StringBuilder line = new StringBuilder(256);
        MILLIS.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
        line.append(' ').append(event.getLevel());
        // Levels have four or five letters.
        line.append(event.getLevel().levelStr.length() < 5 ? "  [" : " [");
        line.append(event.getThreadName()).append("] ");
        line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(": ");
        appendOnOneLine(event.getFormattedMessage(), line);
        line.append(System.lineSeparator());
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Line ends in a message become blanks, so that nobody can forge a line by what he sends. */
    private static void appendOnOneLine(String message, StringBuilder line) {
        boolean ended = false;
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            boolean ends = c == '\r' || c == '\n';
            if (!ends) {
                line.append(c);
            } else if (!ended) {
                line.append(' ');
            }
            ended = ends;
        }
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
