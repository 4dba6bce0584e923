package org.volumetransfers.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.event.KeyValuePair;

/** The formats of log events. */
public enum LogFormat {

    /**
     * One line for human readers, followed by the stack trace. Logback's own patterns load a class for each of about
     * seventy converters, which takes a tenth of the time to the first answer.
     */
    TEXT {
        @Override
        String format(ILoggingEvent event) {
            String logger = event.getLoggerName();
            // Libraries log null, for instance as the message of an exception.
            String line = String.format(
                    "%s %-5s [%s] %s: %s%n",
                    time(event),
                    event.getLevel(),
                    LogText.line(event.getThreadName()),
                    LogText.line(logger.substring(logger.lastIndexOf('.') + 1)),
                    LogText.line(event.getFormattedMessage() + values(event)));
            return event.getThrowableProxy() == null ? line : line + LogText.lines(stackTrace(event));
        }

        private static String values(ILoggingEvent event) {
            return keyValues(event)
                    .map(pair -> " " + pair.key + "=" + pair.value)
                    .collect(Collectors.joining());
        }
    },

    /**
     * One JSON object on one line. Logback's own JSON encoder writes the time as a number and the stack trace as a tree,
     * which common log collectors do not recognize.
     */
    JSON {
        @Override
        String format(ILoggingEvent event) {
            StringWriter object = new StringWriter(256);
            try (JsonGenerator json = FACTORY.createGenerator(object)) {
                json.writeStartObject();
                json.writeStringField("timestamp", time(event));
                json.writeStringField("level", event.getLevel().toString());
                json.writeStringField("logger", event.getLoggerName());
                json.writeStringField("thread", event.getThreadName());
                json.writeStringField("message", event.getFormattedMessage());
                for (KeyValuePair pair : keyValues(event).toList()) {
                    write(json, pair);
                }
                if (event.getThrowableProxy() != null) {
                    json.writeStringField("stack_trace", stackTrace(event));
                }
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory", e);
            }
            // The escapes are also those of JSON; line ends and tabs have been escaped by the generator.
            return LogText.line(object.toString()) + '\n';
        }

        private static void write(JsonGenerator json, KeyValuePair pair) throws IOException {
            json.writeFieldName(pair.key);
            if (pair.value instanceof Number number) {
                json.writeNumber(number.longValue());
            } else if (pair.value instanceof Boolean flag) {
                json.writeBoolean(flag);
            } else {
                json.writeString(String.valueOf(pair.value));
            }
        }
    };

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** Returns the text of an event, including the line end. */
    abstract String format(ILoggingEvent event);

    private static Stream<KeyValuePair> keyValues(ILoggingEvent event) {
        return event.getKeyValuePairs() == null ? Stream.empty() : event.getKeyValuePairs().stream();
    }

    private static String time(ILoggingEvent event) {
        return MILLIS.format(Instant.ofEpochMilli(event.getTimeStamp()));
    }

    private static String stackTrace(ILoggingEvent event) {
        return ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
}
