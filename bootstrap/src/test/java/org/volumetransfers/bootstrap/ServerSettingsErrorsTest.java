package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSettingsErrorsTest {

    private final Path directory;

    ServerSettingsErrorsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private static final String LISTEN = "must be HOST:PORT, like 127.0.0.1:8776 or [::1]:8776";

    @ParameterizedTest
    @CsvSource({
        "--listen, LISTEN, 8776, " + "'" + LISTEN + "'",
        "--listen, LISTEN, localhost, '" + LISTEN + "'",
        "--listen, LISTEN, localhost:, '" + LISTEN + "'",
        "--listen, LISTEN, :8776, '" + LISTEN + "'",
        "--listen, LISTEN, ::1:8776, '" + LISTEN + "'",
        "--listen, LISTEN, localhost:http, '" + LISTEN + "'",
        "--listen, LISTEN, localhost:-1, '" + LISTEN + "'",
        "--listen, LISTEN, localhost:\u0661, '" + LISTEN + "'",
        "--listen, LISTEN, http://localhost:80, '" + LISTEN + "'",
        "--listen, LISTEN, localhost:65536, must have a port of 0 to 65535",
        "--listen, LISTEN, [localhost]:80, must name a host that can be resolved",
        "--listen, LISTEN, no-such-host.invalid:80, must name a host that can be resolved",
        "--public-url, PUBLIC_URL, evs.example, must start with http:// or https:// and a host",
        "--public-url, PUBLIC_URL, https://u@evs.example, 'must have no user, query or fragment'",
        "--storage, STORAGE, tape, must be memory or postgres",
        "--storage, STORAGE, Memory, must be memory or postgres",
        "--data, DATA, no-such.json, cannot read no-such.json: no such file",
        "--tokens, TOKENS, no-such.json, cannot read no-such.json: no such file",
        "--offset-rule, OFFSET_RULE, strict, 'must be documented, lenient or by-version'",
        "--max-limit, MAX_LIMIT, 0, 'must be a whole number, 1 to 2147483647'",
        "--max-limit, MAX_LIMIT, 2147483648, 'must be a whole number, 1 to 2147483647'",
        "--max-limit, MAX_LIMIT, +5, 'must be a whole number, 1 to 2147483647'",
        "--max-limit, MAX_LIMIT, off, 'must be a whole number, 1 to 2147483647'",
        "--bad-token-status, BAD_TOKEN_STATUS, 403, must be 401 or 400",
        "--log-format, LOG_FORMAT, xml, must be text or json",
        "--log-level, LOG_LEVEL, loud, 'must be trace, debug, info, warn, error or off'",
    })
    void errorNamesTheSourceOfAnInvalidValue(String option, String variable, String value, String error) {
        assertEquals(List.of(option + ": " + error), ReadSettings.errors(option + "=" + value));
        String name = "VOLUME_TRANSFERS_" + variable;
        assertEquals(List.of(name + ": " + error), ReadSettings.errors(Map.of(name, value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--listen", "--public-url", "--data", "--tokens", "--max-limit", "--log-level"})
    void emptyOptionIsAnError(String option) {
        assertEquals(1, ReadSettings.errors(option + "=").size());
    }

    @Test
    void wildcardAddressRequiresUrlAndTokens() {
        assertEquals(
                List.of(
                        "--public-url: required when listening on a wildcard address, which clients cannot follow in links",
                        "--tokens or --keystone-url: required when listening on an address that is not loopback,"
                                + " where the public demo token is not accepted"),
                ReadSettings.errors("--listen", "0.0.0.0:8776"));
    }

    @Test
    void errorsOfTheCommandLineNameTheArgument() {
        assertEquals(
                List.of("--lis: unknown option; did you mean --listen?"), ReadSettings.errors("--lis", "127.0.0.1:0"));
        assertEquals(List.of("-x: unknown option"), ReadSettings.errors("-x"));
        assertEquals(List.of("start: unexpected argument"), ReadSettings.errors("start"));
        assertEquals(List.of("@options: unexpected argument"), ReadSettings.errors("@options"));
        assertEquals(List.of("--data: requires a value"), ReadSettings.errors("--data"));
        assertEquals(List.of("--data: requires a value"), ReadSettings.errors("--data", "--log-level", "info"));
        assertEquals(
                List.of("--max-limit: given more than once"), ReadSettings.errors("--max-limit", "5", "--max-limit=6"));
    }

    @Test
    void errorOfAnUnknownOptionHasNoValue() {
        assertEquals(
                List.of("--token: unknown option; did you mean --tokens?"), ReadSettings.errors("--token", "s3cr3t"));
        assertEquals(List.of("--token: unknown option; did you mean --tokens?"), ReadSettings.errors("--token=s3cr3t"));
    }

    @Test
    void directoryIsNotAFile() {
        assertEquals(
                List.of("--data: cannot read " + directory + ": Is a directory"),
                ReadSettings.errors("--data", directory.toString()));
    }

    @Test
    void allErrorsAreReportedTogether() throws IOException {
        String data = file("transfers.json", "{\"transfers\": [\n{\"id\": 1, \"nmae\": 2}]}");
        String tokens = file("tokens.json", "{\"tokens\": [\n{}]}");
        Map<String, String> environment =
                Map.of("VOLUME_TRANSFERS_TOKENS", tokens, "VOLUME_TRANSFERS_LOG_LEVEL", "loud");

        List<String> errors = ReadSettings.errors(
                environment,
                "--listen=0.0.0.0:8776",
                "--data=" + data,
                "--storage=tape",
                "--offset-rule=strict",
                "--max-limit=0",
                "--bad-token-status=500",
                "--log-format=xml",
                "--colour",
                "--verbose");

        assertEquals(
                List.of(
                        "--colour: unknown option",
                        "--verbose: unknown option",
                        "--bad-token-status: must be 401 or 400",
                        "--public-url: required when listening on a wildcard address, which clients cannot follow in links",
                        "--storage: must be memory or postgres",
                        data + ":2:11: transfers[0] has unknown field nmae; did you mean name?",
                        data + ":2:1: transfers[0].project_id is missing",
                        data + ":2:8: transfers[0].id must be a string",
                        data + ":2:1: transfers[0].volume_id is missing",
                        data + ":2:1: transfers[0].created_at is missing",
                        tokens + ":2:1: tokens[0].token is missing",
                        tokens + ":2:1: tokens[0].project_id is missing",
                        tokens + ":2:1: tokens[0].roles is missing",
                        "--offset-rule: must be documented, lenient or by-version",
                        "--max-limit: must be a whole number, 1 to 2147483647",
                        "--log-format: must be text or json",
                        "VOLUME_TRANSFERS_LOG_LEVEL: must be trace, debug, info, warn, error or off"),
                errors);
    }
}
