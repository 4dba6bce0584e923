package org.volumetransfers.bootstrap.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class LogSetupTest {

    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final ByteArrayOutputStream target = new ByteArrayOutputStream();
    private final List<Throwable> thrown = new ArrayList<>();

    @AfterEach
    void restoreLogging() {
        TestLogging.restore();
    }

    private static System.Logger ours() {
        return System.getLogger("org.volumetransfers.adapter.http");
    }

    /** Ends logging, so that all lines have been written. */
    private List<String> lines() {
        LogSetup.close();
        return target.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void textLineHasTimeLevelThreadAndLogger() {
        new LogSetup(LogFormat.TEXT, Level.INFO).apply(target, OutputStream.nullOutputStream(), thrown::add);

        ours().log(System.Logger.Level.WARNING, "caf\u00e9 {0}", 7);

        String line = lines().get(0);
        String thread = Thread.currentThread().getName();
        assertTrue(line.matches(TIME + " WARN  \\[" + thread + "\\] http: caf\u00e9 7"), line);
        assertEquals(1, lines().size());
    }

    @Test
    void lineEndsInMessagesDoNotStartLines() {
        new LogSetup(LogFormat.TEXT, Level.INFO).apply(target, OutputStream.nullOutputStream(), thrown::add);

        ours().log(System.Logger.Level.WARNING, "a\r\nb\nc");

        assertEquals(1, lines().size());
        assertTrue(lines().get(0).endsWith("http: a b c"));
    }

    @Test
    void textHasTheStackTrace() {
        new LogSetup(LogFormat.TEXT, Level.INFO).apply(target, OutputStream.nullOutputStream(), thrown::add);

        ours().log(System.Logger.Level.ERROR, "broken", new IllegalStateException("because"));

        assertEquals("java.lang.IllegalStateException: because", lines().get(1));
    }

    @Test
    void jsonLineIsOneObject() throws IOException {
        new LogSetup(LogFormat.JSON, Level.INFO).apply(target, OutputStream.nullOutputStream(), thrown::add);

        ours().log(System.Logger.Level.ERROR, "a \"quoted\"\nline", new IllegalStateException("because"));

        assertEquals(1, lines().size());
        Map<String, String> members = members(lines().get(0));
        assertEquals(
                List.of("timestamp", "level", "logger", "thread", "message", "stack_trace"),
                List.copyOf(members.keySet()));
        assertTrue(members.getOrDefault("timestamp", "").matches(TIME));
        assertEquals("ERROR", members.get("level"));
        assertEquals("org.volumetransfers.adapter.http", members.get("logger"));
        assertEquals(Thread.currentThread().getName(), members.get("thread"));
        assertEquals("a \"quoted\"\nline", members.get("message"));
        assertTrue(members.getOrDefault("stack_trace", "").startsWith("java.lang.IllegalStateException: because"));
    }

    @Test
    void jsonWithoutAnExceptionHasNoStackTrace() throws IOException {
        new LogSetup(LogFormat.JSON, Level.INFO).apply(target, OutputStream.nullOutputStream(), thrown::add);

        ours().log(System.Logger.Level.INFO, "fine");

        assertEquals(
                List.of("timestamp", "level", "logger", "thread", "message"),
                List.copyOf(members(lines().get(0)).keySet()));
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE, 'ours TRACE, ours DEBUG, ours INFO, ours WARN, ours ERROR, xnio DEBUG, xnio INFO, xnio WARN'",
        "DEBUG, 'ours DEBUG, ours INFO, ours WARN, ours ERROR, xnio DEBUG, xnio INFO, xnio WARN'",
        "INFO, 'ours INFO, ours WARN, ours ERROR, xnio WARN'",
        "WARN, 'ours WARN, ours ERROR, xnio WARN'",
        "ERROR, ours ERROR",
        "OFF, ''",
    })
    void librariesAreLoggedFromWarningsOn(String level, String logged) throws IOException {
        new LogSetup(LogFormat.JSON, Level.toLevel(level)).apply(target, OutputStream.nullOutputStream(), thrown::add);

        ours().log(System.Logger.Level.TRACE, "ours TRACE");
        ours().log(System.Logger.Level.DEBUG, "ours DEBUG");
        ours().log(System.Logger.Level.INFO, "ours INFO");
        ours().log(System.Logger.Level.WARNING, "ours WARN");
        ours().log(System.Logger.Level.ERROR, "ours ERROR");
        Logger xnio = Logger.getLogger("org.xnio");
        xnio.debug("xnio DEBUG");
        xnio.info("xnio INFO");
        xnio.warn("xnio WARN");

        List<String> messages = new ArrayList<>();
        for (String line : lines()) {
            messages.add(members(line).getOrDefault("message", ""));
        }
        // JBoss Logging logs once, at DEBUG, which provider it found.
        messages.removeIf(message -> message.startsWith("Logging Provider:"));
        assertEquals(logged, String.join(", ", messages));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdk.httpclient.HttpClient",
                "jdk.internal.httpclient.debug",
                "jdk.internal.httpclient.hpack.debug",
                "jdk.internal.httpclient.websocket.debug"
            })
    void httpClientLogsNothingSinceItWouldLogTokens(String logger) throws IOException {
        new LogSetup(LogFormat.TEXT, Level.TRACE).apply(target, OutputStream.nullOutputStream(), thrown::add);

        System.getLogger(logger).log(System.Logger.Level.ERROR, "X-Auth-Token: s3cr3t");

        assertEquals(List.of(), lines());
    }

    /** An escape sequence, DEL, C1, separators and a change of direction, none of which may reach a terminal. */
    private static final String HOSTILE = "a\u001b[31mb\u007fc\u009bd\u2028e\u2029f\u202eg";

    private static final String ESCAPED = "a\\u001b[31mb\\u007fc\\u009bd\\u2028e\\u2029f\\u202eg";

    private void logHostileText() throws InterruptedException {
        Thread thread = new Thread(
                () -> System.getLogger("org.volumetransfers." + HOSTILE)
                        .log(System.Logger.Level.ERROR, HOSTILE, new IllegalStateException(HOSTILE)),
                HOSTILE);
        thread.start();
        thread.join();
    }

    @Test
    void textHasNoControlCharactersExceptLineEndsAndTabs() throws InterruptedException {
        new LogSetup(LogFormat.TEXT, Level.INFO).apply(target, OutputStream.nullOutputStream(), thrown::add);

        logHostileText();

        List<String> lines = lines();
        assertTrue(lines.get(0).endsWith(" [" + ESCAPED + "] " + ESCAPED + ": " + ESCAPED), lines.get(0));
        assertEquals("java.lang.IllegalStateException: " + ESCAPED, lines.get(1));
        assertTrue(lines.get(2).startsWith("\tat "), lines.get(2));
    }

    @Test
    void jsonHasNoControlCharacters() throws IOException, InterruptedException {
        new LogSetup(LogFormat.JSON, Level.INFO).apply(target, OutputStream.nullOutputStream(), thrown::add);

        logHostileText();

        String line = lines().get(0);
        assertTrue(line.chars().noneMatch(c -> c < ' ' || c >= 0x7f), line);
        Map<String, String> members = members(line);
        assertEquals(HOSTILE, members.get("message"));
        assertEquals(HOSTILE, members.get("thread"));
        assertEquals("org.volumetransfers." + HOSTILE, members.get("logger"));
        assertTrue(members.getOrDefault("stack_trace", "").contains(HOSTILE + "\n\tat "));
    }

    @ParameterizedTest
    @EnumSource
    void messageMayBeNull(LogFormat format) {
        new LogSetup(format, Level.INFO).apply(target, OutputStream.nullOutputStream(), thrown::add);

        LoggerFactory.getLogger(LogSetupTest.class).error(null, new IllegalStateException("because"));

        assertTrue(lines().get(0).contains("null"), lines().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"INFO", "OFF"})
    void loggedThrowablesAreSeenAtAnyLevel(String level) {
        new LogSetup(LogFormat.TEXT, Level.toLevel(level)).apply(target, OutputStream.nullOutputStream(), thrown::add);
        List<Throwable> expected =
                List.of(new OutOfMemoryError("1"), new OutOfMemoryError("2"), new OutOfMemoryError("3"));

        Logger.getLogger("org.xnio").error("a listener failed", expected.get(0));
        ours().log(System.Logger.Level.WARNING, "failed", expected.get(1));
        LoggerFactory.getLogger("com.zaxxer.hikari").warn("{} failed", "connection", expected.get(2));

        assertEquals(expected, thrown);
    }

    private static Map<String, String> members(String json) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            assertEquals(JsonToken.START_OBJECT, parser.nextToken());
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                members.put(parser.currentName(), parser.nextTextValue());
            }
        }
        return members;
    }
}
