package org.volumetransfers.bootstrap.identity;

import static org.awaitility.Awaitility.await;
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
 * The response to each kind of token, with self-validation and in service-token mode. Source: {@code docs/contract.md},
 * sections 5 and 8.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(600)
abstract class KeystoneSuite {

    /** How tokens are validated. */
    enum Mode {
        SELF,
        SERVICE
    }

    private final Map<Mode, ServerOnKeystone> servers = new EnumMap<>(Mode.class);
    private final List<String> tokens = new ArrayList<>();
    private final Path directory;
    KnownKeystone keystone;

    KeystoneSuite(@TempDir Path directory) {
        this.directory = directory;
    }

    /** Returns the Keystone to use; called once, and closed by the suite. */
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

    ServerOnKeystone on(Mode mode) {
        return Objects.requireNonNull(servers.get(mode));
    }

    String token(Kind kind) {
        String token = keystone.token(kind);
        tokens.add(token);
        return token;
    }

    private static String last(List<String> tokens) {
        return tokens.get(tokens.size() - 1);
    }

    @ParameterizedTest
    @EnumSource
    void aValidTokenListsTransfers(Mode mode) throws Exception {
        String token = token(Kind.VALID);
        on(mode).assertListed(token);
        on(mode).assertListed(token);
        on(mode).assertRejected(400, "EVS.5400", token);
    }

    @ParameterizedTest
    @EnumSource
    void garbageIsRejected(Mode mode) throws Exception {
        on(mode).assertUnauthenticated(token(Kind.GARBAGE));
        on(mode).assertUnauthenticated(token(Kind.GARBAGE));
    }

    @ParameterizedTest
    @EnumSource
    void aRejectionNamesThePublicUrlOfKeystone(Mode mode) throws Exception {
        assertEquals(
                "Keystone uri=\"https://iam.example.com/v3\"",
                on(mode).list(token(Kind.GARBAGE))
                        .headers()
                        .firstValue("WWW-Authenticate")
                        .orElse(""));
    }

    @ParameterizedTest
    @EnumSource
    void anExpiredTokenIsRejected(Mode mode) throws Exception {
        on(mode).assertUnauthenticated(token(Kind.EXPIRED));
    }

    @ParameterizedTest
    @EnumSource
    void aCachedTokenIsRejectedOnceItHasExpired(Mode mode) throws Exception {
        List<String> used = new ArrayList<>();
        // On a busy machine a token may have expired before it is used; another is then tried.
        await().atMost(ServerOnKeystone.A_MINUTE).until(() -> {
            used.add(token(Kind.SHORT_LIVED));
            HttpResponse<String> answer = on(mode).list(last(used));
            return answer.statusCode() == 200 && answer.body().contains(ServerOnKeystone.ID);
        });
        String token = last(used);
        on(mode).awaitStatus(401, token);
        on(mode).assertUnauthenticated(token);
    }

    @ParameterizedTest
    @EnumSource
    void aRevokedTokenIsRejected(Mode mode) throws Exception {
        String token = token(Kind.REVOCABLE);
        keystone.revoke(token);
        on(mode).assertUnauthenticated(token);
    }

    @ParameterizedTest
    @EnumSource
    void aCachedTokenThatIsRevokedRemainsValidUntilItsEntryExpires(Mode mode) throws Exception {
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
    void aTokenOfAnotherProjectIsRejected(Mode mode) throws Exception {
        on(mode).assertRejected(400, "EVS.0001", token(Kind.OTHER_PROJECT));
    }

    @ParameterizedTest
    @EnumSource
    void aTokenWithoutAProjectIsRejected(Mode mode) throws Exception {
        for (Kind kind : List.of(Kind.UNSCOPED, Kind.DOMAIN_SCOPED, Kind.SYSTEM_SCOPED)) {
            on(mode).assertRejected(400, "EVS.0001", token(kind));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyRoleIsAcceptedUnlessOneIsRequired(Mode mode) throws Exception {
        on(mode).assertListed(token(Kind.AUDITOR));
        try (ServerOnKeystone strict = server(mode, "--require-role=reader,member")) {
            strict.assertRejected(403, "EVS.5403", token(Kind.AUDITOR));
            strict.assertListed(token(Kind.VALID));
        }
    }

    @Test
    void aWrongPasswordOfTheServiceUserIs503() throws Exception {
        Path file = Files.writeString(
                directory.resolve("wrong.json"), keystone.credentials().replace(keystone.password(), "wrong"));
        try (ServerOnKeystone server = ServerOnKeystone.start(
                directory,
                keystone.project(),
                "--keystone-url=" + keystone.url(),
                "--keystone-mode=service",
                "--keystone-credentials-file=" + file)) {
            server.assertUnavailable(token(Kind.VALID));
            server.awaitLog("rejected the credentials of the service with 401");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongUrlIs503(Mode mode) throws Exception {
        try (ServerOnKeystone server = server(mode, "--token-cache-seconds=0")) {
            server.assertListed(token(Kind.VALID));
        }
        try (ServerOnKeystone server = ServerOnKeystone.start(
                directory,
                keystone.project(),
                "--keystone-url=" + keystone.url().replace("/v3", "/nowhere"))) {
            server.assertUnavailable(token(Kind.VALID));
            server.awaitLog("check the URL");
        }
    }
}
