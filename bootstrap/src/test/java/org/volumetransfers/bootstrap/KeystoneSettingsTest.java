package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** What can be said about Keystone and about roles. */
class KeystoneSettingsTest {

    static final String URL = "https://iam.example.com/v3";

    private static ServerConfig server(Map<String, String> environment, String... options)
            throws SettingFaultsException {
        List<String> args = new ArrayList<>(List.of("--keystone-url=" + URL));
        args.addAll(List.of(options));
        return LaunchTest.launch(environment, args.toArray(String[]::new)).server();
    }

    private static IdentityChoice.Keystone keystone(Map<String, String> environment, String... options)
            throws SettingFaultsException {
        return server(environment, options)
                .identity()
                .match(
                        tokens -> {
                            throw new AssertionError("fixed: " + tokens);
                        },
                        keystone -> keystone);
    }

    static IdentityChoice.Keystone keystone(String... options) throws SettingFaultsException {
        return keystone(Map.of(), options);
    }

    static List<String> faults(String... args) {
        return assertThrows(SettingFaultsException.class, () -> LaunchTest.launch(Map.of(), args))
                .faults();
    }

    @Test
    void theUrlIsEnough() throws SettingFaultsException {
        assertEquals(new IdentityChoice.Keystone(KeystoneConfig.at(URL), TokenCacheConfig.DEFAULT), keystone());
        assertEquals(Set.of(), server(Map.of()).requiredRoles());
        assertEquals(
                "Keystone at https://iam.example.com/v3, self-validation, good tokens remembered for 300 s",
                keystone().toString());
        assertFalse(LaunchTest.launch(Map.of(), "--keystone-url", URL).isDemo());
    }

    @Test
    void aWildcardAddressIsFineWithKeystone() throws SettingFaultsException {
        server(Map.of(), "--listen=0.0.0.0:8776", "--public-url=https://evs.example.com");
    }

    @Test
    void everythingElseIsAnOptionOrElseAVariable() throws SettingFaultsException {
        KeystoneConfig config = KeystoneConfig.at(URL)
                .withTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(4))
                .withMaxTokenBytes(8_192);
        IdentityChoice.Keystone expected = new IdentityChoice.Keystone(
                config,
                TokenCacheConfig.DEFAULT.withLifetime(Duration.ofSeconds(7)).withMaxTokenBytes(8_192));

        assertEquals(
                expected,
                keystone(
                        "--keystone-mode=self",
                        "--keystone-connect-timeout=3",
                        "--keystone-timeout=4",
                        "--token-cache-seconds=7",
                        "--max-token-bytes=8192"));
        assertEquals(
                expected,
                keystone(Map.of(
                        "VOLUME_TRANSFERS_KEYSTONE_MODE", "self",
                        "VOLUME_TRANSFERS_KEYSTONE_CONNECT_TIMEOUT", "3",
                        "VOLUME_TRANSFERS_KEYSTONE_TIMEOUT", "4",
                        "VOLUME_TRANSFERS_TOKEN_CACHE_SECONDS", "7",
                        "VOLUME_TRANSFERS_MAX_TOKEN_BYTES", "8192")));
    }

    @Test
    void aCacheOfNoSecondsIsNone() throws SettingFaultsException {
        assertNull(keystone("--token-cache-seconds=0").cache());
        assertTrue(keystone("--token-cache-seconds=0").toString().endsWith("asked about each request"));
    }

    @Test
    void clientsAreToldOfThePublicUrlOnly() throws SettingFaultsException {
        assertEquals(
                BadTokenAnswer.UNAUTHORIZED_401.withKeystoneUrl("https://iam.example.org/v3"),
                server(Map.of(), "--keystone-public-url=https://iam.example.org/v3/")
                        .http()
                        .badTokenAnswer());
        assertEquals(BadTokenAnswer.UNAUTHORIZED_401, server(Map.of()).http().badTokenAnswer());
        assertEquals(
                List.of("--keystone-public-url: must start with http:// or https:// and a host"),
                faults("--keystone-url=" + URL, "--keystone-public-url=iam"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://iam.example.com", "http://10.0.0.1:5000/v3"})
    void plainHttpToAnotherMachineHasToBeAllowed(String url) throws SettingFaultsException {
        assertEquals(
                List.of("--keystone-url: whoever is on the way could read all tokens; use https, or say"
                        + " --keystone-allow-http"),
                faults("--keystone-url", url));
        LaunchTest.launch(Map.of(), "--keystone-url", url, "--keystone-allow-http");
        LaunchTest.launch(Map.of(), "--keystone-allow-http", "--keystone-url", url);
        LaunchTest.launch(Map.of("VOLUME_TRANSFERS_KEYSTONE_ALLOW_HTTP", "true"), "--keystone-url", url);
        for (String other : List.of("false", "yes")) {
            Map<String, String> variable = Map.of("VOLUME_TRANSFERS_KEYSTONE_ALLOW_HTTP", other);
            assertThrows(SettingFaultsException.class, () -> LaunchTest.launch(variable, "--keystone-url", url));
        }
    }

    @Test
    void onlyOneTellsWhoseATokenIs(@TempDir Path directory) throws IOException {
        Path tokens = Files.writeString(directory.resolve("tokens.json"), FileTexts.GOOD_TOKENS);
        assertEquals(
                List.of("--tokens and --keystone-url: only one of them can tell whose a token is"),
                faults("--keystone-url=" + URL, "--tokens=" + tokens));
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
        "--token-cache-seconds=1, --token-cache-seconds",
        "--max-token-bytes=1, --max-token-bytes"
    })
    void whatIsForKeystoneNeedsOne(String option, String name) {
        assertEquals(List.of(name + ": is for --keystone-url only"), faults(option));
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertEquals(
                List.of(
                        "--keystone-url: must start with http:// or https:// and a host of letters, digits, dots and hyphens",
                        "--keystone-ca: cannot read none.pem: there is no such file",
                        "--keystone-mode: must be self or service",
                        "--keystone-connect-timeout: must be a whole number, 1 to 86400",
                        "--keystone-timeout: must be a whole number, 1 to 86400",
                        "--token-cache-seconds: must be a whole number, 0 to 86400",
                        "--max-token-bytes: must be a whole number, 1 to 131072",
                        "--require-role: must be names of roles, separated by commas"),
                faults(
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
    void rolesAreSeparatedByCommas() throws SettingFaultsException {
        assertEquals(
                Set.of("reader", "te_admin"),
                server(Map.of(), "--require-role=reader, te_admin").requiredRoles());
        assertEquals(
                Set.of("member"),
                LaunchTest.launch(Map.of("VOLUME_TRANSFERS_REQUIRE_ROLE", "member"))
                        .server()
                        .requiredRoles());
    }
}
