package org.volumetransfers.bootstrap.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.volumetransfers.bootstrap.identity.KnownKeystone.Kind;

/**
 * What each kind of token is answered, whether it asks about itself or a service user asks about it. Source:
 * {@code docs/contract.md}, sections 5 and 8.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(600)
abstract class KeystoneSuite {

    /** Who asks Keystone about a token. */
    enum Mode {
        SELF,
        SERVICE
    }

    private final Map<Mode, ServerOnKeystone> servers = new EnumMap<>(Mode.class);
    private final List<String> tokens = new ArrayList<>();
    private final Path directory;
    private KnownKeystone keystone;

    KeystoneSuite(@TempDir Path directory) {
        this.directory = directory;
    }

    /** Gives the Keystone to ask, once; it is closed here. */
    abstract KnownKeystone keystone() throws Exception;

    @BeforeAll
    void start() throws Exception {
        keystone = keystone();
        for (Mode mode : Mode.values()) {
            servers.put(mode, server(mode));
        }
    }

    private ServerOnKeystone server(Mode mode, String... more) throws IOException {
        List<String> options = new ArrayList<>(
                List.of("--keystone-url=" + keystone.url(), "--keystone-public-url=https://iam.example.com/v3/"));
        if (mode == Mode.SERVICE) {
            Path file = Files.writeString(directory.resolve("credentials.json"), keystone.credentials());
            options.addAll(List.of("--keystone-mode=service", "--keystone-credentials-file=" + file));
        }
        options.add("--log-level=trace");
        options.addAll(List.of(more));
        return ServerOnKeystone.start(directory, keystone.project(), options.toArray(String[]::new));
    }

    @AfterAll
    void end() throws Exception {
        for (ServerOnKeystone server : servers.values()) {
            String log = server.logUpToItsEnd();
            server.close();
            tokens.forEach(token -> assertFalse(log.contains(token), "a token is in the log"));
            assertFalse(log.contains(keystone.password()), "the password is in the log");
        }
        keystone.close();
    }

    private ServerOnKeystone on(Mode mode) {
        return Objects.requireNonNull(servers.get(mode));
    }

    private String token(Kind kind) {
        String token = keystone.token(kind);
        tokens.add(token);
        return token;
    }

    private static String last(List<String> tokens) {
        return tokens.get(tokens.size() - 1);
    }

    @ParameterizedTest
    @EnumSource
    void aGoodTokenLists(Mode mode) throws Exception {
        String token = token(Kind.GOOD);
        on(mode).assertListed(token);
        on(mode).assertListed(token);
        on(mode).assertRefused(400, "EVS.5400", token);
    }

    @ParameterizedTest
    @EnumSource
    void garbageIsNoToken(Mode mode) throws Exception {
        on(mode).assertUnauthenticated(token(Kind.GARBAGE));
        on(mode).assertUnauthenticated(token(Kind.GARBAGE));
    }

    @ParameterizedTest
    @EnumSource
    void whoIsRefusedIsToldWhereTokensComeFrom(Mode mode) throws Exception {
        assertEquals(
                "Keystone uri=\"https://iam.example.com/v3\"",
                on(mode).list(token(Kind.GARBAGE))
                        .headers()
                        .firstValue("WWW-Authenticate")
                        .orElse(""));
    }

    @ParameterizedTest
    @EnumSource
    void aTokenThatHasExpiredIsRefused(Mode mode) throws Exception {
        on(mode).assertUnauthenticated(token(Kind.EXPIRED));
    }

    @ParameterizedTest
    @EnumSource
    void aTokenThatExpiresWhileItIsRememberedIsRefusedFromThenOn(Mode mode) throws Exception {
        List<String> shown = new ArrayList<>();
        // A token of some seconds may be too old when a busy machine shows it; then another has to do.
        ServerOnKeystone.await(() -> {
            shown.add(token(Kind.SHORT_LIVED));
            HttpResponse<String> answer = on(mode).list(last(shown));
            return answer.statusCode() == 200 && answer.body().contains(ServerOnKeystone.ID);
        });
        String token = last(shown);
        on(mode).awaitStatus(401, token);
        on(mode).assertUnauthenticated(token);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenThatWasRevokedIsRefused(Mode mode) throws Exception {
        String token = token(Kind.REVOCABLE);
        keystone.revoke(token);
        on(mode).assertUnauthenticated(token);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenThatIsRevokedWhileItIsRememberedPassesUntilItsEntryEnds(Mode mode) throws Exception {
        try (ServerOnKeystone server = server(mode, "--token-cache-seconds=2")) {
            String token = token(Kind.REVOCABLE);
            server.assertListed(token);
            keystone.revoke(token);
            server.awaitStatus(401, token);
            server.assertUnauthenticated(token);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTokenOfAnotherProjectIsRefused(Mode mode) throws Exception {
        on(mode).assertRefused(400, "EVS.0001", token(Kind.OTHER_PROJECT));
    }

    @ParameterizedTest
    @EnumSource
    void aTokenOfNoProjectIsRefused(Mode mode) throws Exception {
        for (Kind kind : List.of(Kind.UNSCOPED, Kind.DOMAIN_SCOPED, Kind.SYSTEM_SCOPED)) {
            on(mode).assertRefused(400, "EVS.0001", token(kind));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyRoleWillDoUnlessOneIsRequired(Mode mode) throws Exception {
        on(mode).assertListed(token(Kind.AUDITOR));
        try (ServerOnKeystone strict = server(mode, "--require-role=reader,member")) {
            strict.assertRefused(403, "EVS.5403", token(Kind.AUDITOR));
            strict.assertListed(token(Kind.GOOD));
        }
    }

    @Test
    void aServiceUserWithAWrongPasswordIsNoFaultOfTheCaller() throws Exception {
        Path file = Files.writeString(
                directory.resolve("wrong.json"), keystone.credentials().replace(keystone.password(), "wrong"));
        try (ServerOnKeystone server = ServerOnKeystone.start(
                directory,
                keystone.project(),
                "--keystone-url=" + keystone.url(),
                "--keystone-mode=service",
                "--keystone-credentials-file=" + file)) {
            server.assertUnavailable(token(Kind.GOOD));
            server.awaitLog("refused the credentials of the service with 401");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPathBlamesNobody(Mode mode) throws Exception {
        try (ServerOnKeystone server = server(mode, "--token-cache-seconds=0")) {
            server.assertListed(token(Kind.GOOD));
        }
        try (ServerOnKeystone server = ServerOnKeystone.start(
                directory,
                keystone.project(),
                "--keystone-url=" + keystone.url().replace("/v3", "/nowhere"))) {
            server.assertUnavailable(token(Kind.GOOD));
            server.awaitLog("is the URL right?");
        }
    }
}
