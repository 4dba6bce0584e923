package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.BadTokenAnswer;
import org.volumetransfers.adapter.keystone.KeystoneConfig;
import org.volumetransfers.adapter.keystone.TokenCacheConfig;
import org.volumetransfers.bootstrap.files.FileTexts;
import org.volumetransfers.bootstrap.settings.InvalidSettingsException;

/** The settings for Keystone and for roles. */
class KeystoneSettingsTest {

    static final String URL = "https://iam.example.com/v3";

    private static ReadSettings read(Map<String, String> environment, String... options)
            throws InvalidSettingsException {
        List<String> args = new ArrayList<>(List.of("--keystone-url=" + URL));
        args.addAll(List.of(options));
        return ReadSettings.of(environment, args.toArray(String[]::new));
    }

    private static ServerConfig server(String... options) throws InvalidSettingsException {
        return read(Map.of(), options).server();
    }

    private static IdentityChoice.Keystone keystone(Map<String, String> environment, String... options)
            throws InvalidSettingsException {
        return read(environment, options).keystone();
    }

    static IdentityChoice.Keystone keystone(String... options) throws InvalidSettingsException {
        return keystone(Map.of(), options);
    }

    @Test
    void urlIsEnough() throws InvalidSettingsException {
        assertEquals(new IdentityChoice.Keystone(KeystoneConfig.at(URL), TokenCacheConfig.DEFAULT), keystone());
        assertEquals(Set.of(), server().requiredRoles());
        assertEquals(
                "Keystone at https://iam.example.com/v3, self-validation, valid tokens cached for 300 s",
                keystone().toString());
    }

    @Test
    void wildcardAddressIsValidWithKeystone() throws InvalidSettingsException {
        server("--listen=0.0.0.0:8776", "--public-url=https://evs.example.com");
    }

    @Test
    void everythingElseIsAnOptionOrAVariable() throws InvalidSettingsException {
        KeystoneConfig config = KeystoneConfig.at(URL)
                .withTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(4))
                .withMaxTokenBytes(8_192)
                .withServiceTypes(Set.of("volumev3", "evs"));
        IdentityChoice.Keystone expected = new IdentityChoice.Keystone(
                config,
                TokenCacheConfig.DEFAULT.withLifetime(Duration.ofSeconds(7)).withMaxTokenBytes(8_192));

        assertEquals(
                expected,
                keystone(
                        "--keystone-mode=self",
                        "--keystone-connect-timeout=3",
                        "--keystone-timeout=4",
                        "--keystone-service-types=evs, volumev3",
                        "--token-cache-seconds=7",
                        "--max-token-bytes=8192"));
        assertEquals(
                expected,
                keystone(Map.of(
                        "VOLUME_TRANSFERS_KEYSTONE_MODE", "self",
                        "VOLUME_TRANSFERS_KEYSTONE_CONNECT_TIMEOUT", "3",
                        "VOLUME_TRANSFERS_KEYSTONE_TIMEOUT", "4",
                        "VOLUME_TRANSFERS_KEYSTONE_SERVICE_TYPES", "evs,volumev3",
                        "VOLUME_TRANSFERS_TOKEN_CACHE_SECONDS", "7",
                        "VOLUME_TRANSFERS_MAX_TOKEN_BYTES", "8192")));
    }

    @Test
    void zeroSecondsDisableTheCache() throws InvalidSettingsException {
        assertNull(keystone("--token-cache-seconds=0").cache());
        assertTrue(keystone("--token-cache-seconds=0").toString().endsWith("each request verified"));
    }

    @Test
    void clientsSeeThePublicUrlOnly() throws InvalidSettingsException {
        assertEquals(
                BadTokenAnswer.UNAUTHORIZED_401.withKeystoneUrl("https://iam.example.org/v3"),
                server("--keystone-public-url=https://iam.example.org/v3/")
                        .http()
                        .badTokenAnswer());
        assertEquals(BadTokenAnswer.UNAUTHORIZED_401, server().http().badTokenAnswer());
        assertEquals(
                List.of("--keystone-public-url: must start with http:// or https:// and a host"),
                ReadSettings.errors("--keystone-url=" + URL, "--keystone-public-url=iam"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://iam.example.com", "http://10.0.0.1:5000/v3"})
    void plainHttpToAnotherMachineMustBeAllowed(String url) throws InvalidSettingsException {
        assertEquals(
                List.of("--keystone-url: plain http exposes tokens on the network; use https, or set"
                        + " --keystone-allow-http"),
                ReadSettings.errors("--keystone-url", url));
        ReadSettings.of(Map.of(), "--keystone-url", url, "--keystone-allow-http");
        ReadSettings.of(Map.of(), "--keystone-allow-http", "--keystone-url", url);
        ReadSettings.of(Map.of("VOLUME_TRANSFERS_KEYSTONE_ALLOW_HTTP", "true"), "--keystone-url", url);
        for (String other : List.of("false", "yes")) {
            Map<String, String> variable = Map.of("VOLUME_TRANSFERS_KEYSTONE_ALLOW_HTTP", other);
            assertThrows(InvalidSettingsException.class, () -> ReadSettings.of(variable, "--keystone-url", url));
        }
    }

    @Test
    void tokensConflictWithKeystone(@TempDir Path directory) throws IOException {
        Path tokens = Files.writeString(directory.resolve("tokens.json"), FileTexts.GOOD_TOKENS);
        assertEquals(
                List.of("--tokens: conflicts with --keystone-url; set only one of them"),
                ReadSettings.errors("--keystone-url=" + URL, "--tokens=" + tokens));
    }

    @ParameterizedTest
    @CsvSource({
        "--keystone-public-url=https://iam.example.com, --keystone-public-url",
        "--keystone-mode=self, --keystone-mode",
        "--keystone-credentials-file=none, --keystone-credentials-file",
        "--keystone-ca=none, --keystone-ca",
        "--keystone-allow-http, --keystone-allow-http",
        "--keystone-connect-timeout=1, --keystone-connect-timeout",
        "--keystone-timeout=1, --keystone-timeout",
        "--keystone-service-types=evs, --keystone-service-types",
        "--token-cache-seconds=1, --token-cache-seconds",
        "--max-token-bytes=1, --max-token-bytes"
    })
    void keystoneSettingsRequireAKeystone(String option, String name) {
        assertEquals(List.of(name + ": applies only with --keystone-url"), ReadSettings.errors(option));
    }

    @Test
    void allErrorsAreReportedTogether() {
        assertEquals(
                List.of(
                        "--keystone-url: must start with http:// or https:// and a host of letters, digits, dots and hyphens",
                        "--keystone-ca: cannot read none.pem: no such file",
                        "--keystone-mode: must be self or service",
                        "--keystone-connect-timeout: must be a whole number, 1 to 86400",
                        "--keystone-timeout: must be a whole number, 1 to 86400",
                        "--token-cache-seconds: must be a whole number, 0 to 86400",
                        "--max-token-bytes: must be a whole number, 1 to 131072",
                        "--require-role: must be names of roles, separated by commas"),
                ReadSettings.errors(
                        "--keystone-url=iam",
                        "--keystone-ca=none.pem",
                        "--keystone-mode=both",
                        "--keystone-connect-timeout=0",
                        "--keystone-timeout=1.5",
                        "--token-cache-seconds=-1",
                        "--max-token-bytes=131073",
                        "--require-role=member,,reader"));
    }

    @Test
    void rolesAreSeparatedByCommas() throws InvalidSettingsException {
        assertEquals(
                Set.of("reader", "te_admin"),
                server("--require-role=reader, te_admin").requiredRoles());
        assertEquals(
                Set.of("member"),
                ReadSettings.of(Map.of("VOLUME_TRANSFERS_REQUIRE_ROLE", "member"))
                        .server()
                        .requiredRoles());
    }
}
