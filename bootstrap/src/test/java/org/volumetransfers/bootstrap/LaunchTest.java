package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.volumetransfers.adapter.http.HttpLimits;
import org.volumetransfers.application.service.OffsetRule;
import org.volumetransfers.domain.AuthToken;

// Longer than 250 lines: the table of settings takes fifty of them.
class LaunchTest {

    private final Path directory;

    LaunchTest(@TempDir Path directory) {
        this.directory = directory;
    }

    static Launch launch(Map<String, String> environment, String... args) throws SettingFaultsException {
        List<String> faults = new ArrayList<>();
        return Launch.of(GivenSettings.read(args, environment, faults), faults);
    }

    private static Launch launch(String... args) throws SettingFaultsException {
        return launch(Map.of(), args);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private static StorageChoice.InMemory memory(Launch launch) {
        return launch.server().storage().match(memory -> memory, jdbc -> {
            throw new AssertionError("not in memory: " + jdbc);
        });
    }

    private static IdentityChoice.Tokens fixed(Launch launch) {
        return launch.server().identity().match(tokens -> tokens, keystone -> {
            throw new AssertionError("not fixed: " + keystone);
        });
    }

    @Test
    void nothingGivenIsTheDocumentedExampleOnLoopback() throws SettingFaultsException {
        Launch launch = launch();

        ServerConfig server = launch.server();
        assertEquals("127.0.0.1", server.http().host());
        assertEquals(8776, server.http().port());
        assertNull(server.http().publicUrl());
        assertEquals(BadTokenAnswer.UNAUTHORIZED_401, server.http().badTokenAnswer());
        assertEquals(HttpLimits.DEFAULT, server.http().limits());
        assertEquals(OffsetRule.DOCUMENTED, server.paging().offsetRule());
        assertNull(server.paging().maxLimit());
        assertEquals(new IdentityChoice.Tokens(Demo.TOKENS), server.identity());
        assertEquals(Set.of(), server.requiredRoles());
        assertEquals(Demo.TRANSFERS, memory(launch).transfers());
        assertEquals(new LogSetup(LogSetup.Format.TEXT, Level.INFO), launch.logging());
        assertTrue(launch.isDemo());
    }

    @Test
    void defaultsInTheHelpAreTheDefaults() throws SettingFaultsException {
        Map<String, String> environment = Stream.of(
                        Setting.LISTEN,
                        Setting.STORAGE,
                        Setting.OFFSET_RULE,
                        Setting.BAD_TOKEN_STATUS,
                        Setting.LOG_FORMAT,
                        Setting.LOG_LEVEL)
                .collect(Collectors.toMap(Setting::variable, Setting::defaultText));

        assertEquals(launch(), launch(environment));
    }

    @Test
    void emptyVariablesAndForeignOnesCountAsNotSet() throws SettingFaultsException {
        Map<String, String> environment = new LinkedHashMap<>();
        Arrays.stream(Setting.values()).forEach(setting -> environment.put(setting.variable(), ""));
        environment.put("VOLUME_TRANSFERS_PORT", "tcp://10.0.0.1:8776");
        environment.put("VOLUME_TRANSFERS_SERVICE_HOST", "10.0.0.1");

        assertEquals(launch(), launch(environment));
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
                        "documented",
                        server -> server.paging().offsetRule(),
                        OffsetRule.LENIENT,
                        OffsetRule.DOCUMENTED),
                setting(
                        "--max-limit",
                        "MAX_LIMIT",
                        "1",
                        "2147483647",
                        server -> server.paging().maxLimit(),
                        1,
                        Integer.MAX_VALUE),
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
            Function<ServerConfig, @Nullable Object> read,
            Object value,
            Object otherValue) {
        return Arguments.of(option, "VOLUME_TRANSFERS_" + variable, text, otherText, read, value, otherValue);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingIsAnOptionOrElseAVariable(
            String option,
            String variable,
            String text,
            String otherText,
            Function<ServerConfig, @Nullable Object> read,
            Object value,
            Object otherValue)
            throws SettingFaultsException {
        assertEquals(value, read.apply(launch(option, text).server()));
        assertEquals(value, read.apply(launch(option + "=" + text).server()));
        assertEquals(otherValue, read.apply(launch(Map.of(variable, otherText)).server()));
        assertEquals(
                value,
                read.apply(launch(Map.of(variable, otherText), option, text).server()));
    }

    @ParameterizedTest
    @CsvSource({"trace, TRACE", "debug, DEBUG", "info, INFO", "warn, WARN", "error, ERROR", "off, OFF"})
    void logLevelIsAnOptionOrElseAVariable(String text, String level) throws SettingFaultsException {
        assertEquals(level, launch("--log-level", text).logging().level().toString());
        assertEquals(
                level,
                launch(Map.of("VOLUME_TRANSFERS_LOG_LEVEL", text))
                        .logging()
                        .level()
                        .toString());
    }

    @Test
    void logFormatAndStorageAreOptionsOrElseVariables() throws SettingFaultsException {
        LogSetup json = new LogSetup(LogSetup.Format.JSON, Level.INFO);
        assertEquals(json, launch("--log-format", "json").logging());
        assertEquals(json, launch(Map.of("VOLUME_TRANSFERS_LOG_FORMAT", "json")).logging());
        assertEquals(launch(), launch("--storage", "memory"));
        assertEquals(launch(), launch(Map.of("VOLUME_TRANSFERS_STORAGE", "memory")));
    }

    @Test
    void dataIsAnOptionOrElseAVariable() throws IOException, SettingFaultsException {
        String file = file("transfers.json", FileTexts.file(FileTexts.GOOD));

        Launch byOption = launch("--data", file);

        assertEquals(1, memory(byOption).transfers().size());
        assertEquals("memory, 1 transfer", byOption.server().storage().toString());
        assertEquals(byOption, launch(Map.of("VOLUME_TRANSFERS_DATA", file)));
        assertTrue(byOption.isDemo(), "other data, the same token");
    }

    @Test
    void tokensAreAnOptionOrElseAVariable() throws IOException, SettingFaultsException {
        String file = file("tokens.json", FileTexts.GOOD_TOKENS);

        Launch byOption = launch("--tokens", file);

        assertEquals(Set.of(new AuthToken("t")), fixed(byOption).callers().keySet());
        assertEquals("1 fixed token", byOption.server().identity().toString());
        assertEquals(
                byOption.server(),
                launch(Map.of("VOLUME_TRANSFERS_TOKENS", file)).server());
        assertFalse(byOption.isDemo());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8776, 127.0.0.1, 8776",
        "localhost:0, localhost, 0",
        "[::1]:65535, ::1, 65535",
        "127.0.0.1:00080, 127.0.0.1, 80"
    })
    void listenAddressMayBeNameOrAddress(String text, String host, int port) throws SettingFaultsException {
        Launch launch = launch("--listen", text);

        assertEquals(host, launch.server().http().host());
        assertEquals(port, launch.server().http().port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:8776", "[::]:80"})
    void wildcardAddressIsFineWithUrlAndTokens(String listen) throws IOException, SettingFaultsException {
        String tokens = file("tokens.json", FileTexts.GOOD_TOKENS);

        Launch launch = launch("--listen", listen, "--public-url", "https://evs.example", "--tokens", tokens);

        assertEquals("https://evs.example", launch.server().http().publicUrl());
    }

    @Test
    void nothingThatIsPrintedHoldsAToken() throws IOException, SettingFaultsException {
        String tokens = file("tokens.json", FileTexts.GOOD_TOKENS.replace("\"t\"", "\"s3cr3t\""));

        assertFalse(launch("--tokens", tokens).toString().contains("s3cr3t"));
    }
}
