package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.BadTokenAnswer;
import org.volumetransfers.adapter.http.engine.HttpLimits;
import org.volumetransfers.bootstrap.files.FileTexts;
import org.volumetransfers.bootstrap.logging.LogFormat;
import org.volumetransfers.bootstrap.logging.LogSetup;
import org.volumetransfers.bootstrap.settings.InvalidSettingsException;
import org.volumetransfers.bootstrap.settings.Setting;
import org.volumetransfers.domain.AuthToken;

/** The settings of the server, except those of PostgreSQL and Keystone. */
class ServerSettingsTest {

    private final Path directory;

    ServerSettingsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    @Test
    void defaultsAreTheDocumentedExampleOnLoopback() throws InvalidSettingsException {
        ReadSettings read = ReadSettings.of();

        ServerConfig server = read.server();
        assertEquals("127.0.0.1", server.http().host());
        assertEquals(8776, server.http().port());
        assertNull(server.http().publicUrl());
        assertEquals(BadTokenAnswer.UNAUTHORIZED_401, server.http().badTokenAnswer());
        assertEquals(HttpLimits.DEFAULT, server.http().limits());
        assertEquals(OffsetRules.BY_VERSION, server.offsetRules());
        assertNull(server.maxLimit());
        assertEquals(new IdentityChoice.Tokens(Demo.TOKENS), server.identity());
        assertEquals(Set.of(), server.requiredRoles());
        assertEquals(new OperationConfig(null, Duration.ofSeconds(2), 0), server.operation());
        assertEquals(Demo.TRANSFERS, read.memory().transfers());
        assertEquals(new LogSetup(LogFormat.TEXT, Level.INFO), read.logging());
    }

    @Test
    void defaultsInTheHelpAreTheDefaults() throws InvalidSettingsException {
        Map<String, String> environment = Stream.of(
                        Setting.LISTEN,
                        Setting.DRAIN_DELAY,
                        Setting.DRAIN_TIMEOUT,
                        Setting.STORAGE,
                        Setting.OFFSET_RULE,
                        Setting.BAD_TOKEN_STATUS,
                        Setting.ACCESS_LOG,
                        Setting.LOG_FORMAT,
                        Setting.LOG_LEVEL)
                .collect(Collectors.toMap(Setting::variable, Setting::defaultText));

        assertEquals(ReadSettings.of(), ReadSettings.of(environment));
    }

    @Test
    void emptyAndForeignVariablesAreIgnored() throws InvalidSettingsException {
        Map<String, String> environment = new LinkedHashMap<>();
        Arrays.stream(Setting.values()).forEach(setting -> environment.put(setting.variable(), ""));
        environment.put("VOLUME_TRANSFERS_PORT", "tcp://10.0.0.1:8776");
        environment.put("VOLUME_TRANSFERS_SERVICE_HOST", "10.0.0.1");

        assertEquals(ReadSettings.of(), ReadSettings.of(environment));
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                setting(
                        "--listen",
                        "LISTEN",
                        "127.0.0.1:1",
                        "127.0.0.1:2",
                        server -> server.http().port(),
                        1,
                        2),
                setting(
                        "--public-url",
                        "PUBLIC_URL",
                        "https://a.example/",
                        "http://b.example:8080/prefix",
                        server -> server.http().publicUrl(),
                        "https://a.example",
                        "http://b.example:8080/prefix"),
                setting(
                        "--offset-rule",
                        "OFFSET_RULE",
                        "lenient",
                        "by-version",
                        ServerConfig::offsetRules,
                        OffsetRules.LENIENT,
                        OffsetRules.BY_VERSION),
                setting(
                        "--drain-delay",
                        "DRAIN_DELAY",
                        "0",
                        "86400",
                        server -> server.operation().drainDelay(),
                        Duration.ZERO,
                        Duration.ofDays(1)),
                setting(
                        "--drain-timeout",
                        "DRAIN_TIMEOUT",
                        "1",
                        "30",
                        server -> server.http().limits().timeouts().drain(),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30)),
                setting(
                        "--access-log",
                        "ACCESS_LOG",
                        "full",
                        "1000",
                        server -> server.operation().accessLogInterval(),
                        1,
                        1000),
                setting("--max-limit", "MAX_LIMIT", "1", "2147483647", ServerConfig::maxLimit, 1, Integer.MAX_VALUE),
                setting(
                        "--bad-token-status",
                        "BAD_TOKEN_STATUS",
                        "400",
                        "401",
                        server -> server.http().badTokenAnswer(),
                        BadTokenAnswer.BAD_REQUEST_400,
                        BadTokenAnswer.UNAUTHORIZED_401));
    }

    private static Arguments setting(
            String option,
            String variable,
            String text,
            String otherText,
            Function<ServerConfig, @Nullable Object> get,
            Object value,
            Object otherValue) {
        return Arguments.of(option, "VOLUME_TRANSFERS_" + variable, text, otherText, get, value, otherValue);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingIsAnOptionOrAVariable(
            String option,
            String variable,
            String text,
            String otherText,
            Function<ServerConfig, @Nullable Object> get,
            Object value,
            Object otherValue)
            throws InvalidSettingsException {
        assertEquals(value, get.apply(ReadSettings.of(option, text).server()));
        assertEquals(value, get.apply(ReadSettings.of(option + "=" + text).server()));
        assertEquals(
                otherValue,
                get.apply(ReadSettings.of(Map.of(variable, otherText)).server()));
        assertEquals(
                value,
                get.apply(ReadSettings.of(Map.of(variable, otherText), option, text)
                        .server()));
    }

    @ParameterizedTest
    @CsvSource({"trace, TRACE", "debug, DEBUG", "info, INFO", "warn, WARN", "error, ERROR", "off, OFF"})
    void logLevelIsAnOptionOrAVariable(String text, String level) throws InvalidSettingsException {
        assertEquals(
                level, ReadSettings.of("--log-level", text).logging().level().toString());
        assertEquals(
                level,
                ReadSettings.of(Map.of("VOLUME_TRANSFERS_LOG_LEVEL", text))
                        .logging()
                        .level()
                        .toString());
    }

    @Test
    void logFormatAndStorageAreOptionsOrVariables() throws InvalidSettingsException {
        LogSetup json = new LogSetup(LogFormat.JSON, Level.INFO);
        assertEquals(json, ReadSettings.of("--log-format", "json").logging());
        assertEquals(
                json,
                ReadSettings.of(Map.of("VOLUME_TRANSFERS_LOG_FORMAT", "json")).logging());
        assertEquals(ReadSettings.of(), ReadSettings.of("--storage", "memory"));
        assertEquals(ReadSettings.of(), ReadSettings.of(Map.of("VOLUME_TRANSFERS_STORAGE", "memory")));
    }

    @Test
    void dataIsAnOptionOrAVariable() throws IOException, InvalidSettingsException {
        String file = file("transfers.json", FileTexts.file(FileTexts.GOOD));

        ReadSettings byOption = ReadSettings.of("--data", file);

        assertEquals(1, byOption.memory().transfers().size());
        assertEquals("memory, 1 transfer", byOption.server().storage().toString());
        assertEquals(byOption, ReadSettings.of(Map.of("VOLUME_TRANSFERS_DATA", file)));
        assertEquals(new IdentityChoice.Tokens(Demo.TOKENS), byOption.server().identity());
    }

    @Test
    void tokensAreAnOptionOrAVariable() throws IOException, InvalidSettingsException {
        String file = file("tokens.json", FileTexts.GOOD_TOKENS);

        ReadSettings byOption = ReadSettings.of("--tokens", file);

        assertEquals(Set.of(new AuthToken("t")), byOption.tokens().callers().keySet());
        assertEquals("1 fixed token", byOption.server().identity().toString());
        assertEquals(
                byOption.server(),
                ReadSettings.of(Map.of("VOLUME_TRANSFERS_TOKENS", file)).server());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8776, 127.0.0.1, 8776",
        "localhost:0, localhost, 0",
        "[::1]:65535, ::1, 65535",
        "127.0.0.1:00080, 127.0.0.1, 80"
    })
    void listenAddressMayBeANameOrAnAddress(String text, String host, int port) throws InvalidSettingsException {
        ReadSettings read = ReadSettings.of("--listen", text);

        assertEquals(host, read.server().http().host());
        assertEquals(port, read.server().http().port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:8776", "[::]:80"})
    void wildcardAddressIsValidWithUrlAndTokens(String listen) throws IOException, InvalidSettingsException {
        String tokens = file("tokens.json", FileTexts.GOOD_TOKENS);

        ReadSettings read =
                ReadSettings.of("--listen", listen, "--public-url", "https://evs.example", "--tokens", tokens);

        assertEquals("https://evs.example", read.server().http().publicUrl());
    }

    @Test
    void settingsAsTextHaveNoToken() throws IOException, InvalidSettingsException {
        String tokens = file("tokens.json", FileTexts.GOOD_TOKENS.replace("\"t\"", "\"s3cr3t\""));

        assertFalse(ReadSettings.of("--tokens", tokens).toString().contains("s3cr3t"));
    }
}
