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
        LogText.append(event.getThreadName(), line);
        line.append("] ");
        LogText.append(logger.substring(logger.lastIndexOf('.') + 1), line);
        line.append(": ");
        // Libraries log messages that are null, for instance those of exceptions.
        LogText.append(String.valueOf(event.getFormattedMessage()), line);
        line.append(System.lineSeparator());
        if (event.getThrowableProxy() != null) {
            LogText.appendLines(ThrowableProxyUtil.asString(event.getThrowableProxy()), line);
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
