package org.volumetransfers.bootstrap.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.volumetransfers.adapter.keystone.FakeKeystone;

/**
 * A Keystone that fails: callers get 503 within the time-out and never 401, the log says what happened, and the server
 * recovers when Keystone does.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(600)
class KeystoneFaultsIT {

    private static final int TIMEOUT_SECONDS = 8;
    /** Much longer than the time-out, for a busy machine. */
    private static final Duration IN_TIME = Duration.ofSeconds(40);

    private final Path directory;
    private final List<String> tokens = new ArrayList<>();
    private FakeKeystone keystone;
    private ServerOnKeystone server;

    KeystoneFaultsIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    void start() throws Exception {
        keystone = new FakeKeystone();
        // At this level each failure is logged, not only the first in ten seconds.
        server = ServerOnKeystone.start(
                directory,
                FakeKeystone.PROJECT,
                "--keystone-url=" + keystone.url(),
                "--keystone-timeout=" + TIMEOUT_SECONDS,
                "--log-level=debug");
        // The first validations run cold code on both sides and may exceed the time-out.
        keystone.acceptAll();
        server.awaitStatus(200, newToken());
    }

    @BeforeEach
    void acceptAll() {
        keystone.acceptAll();
    }

    @AfterAll
    void end() throws Exception {
        String log = server.logUpToItsEnd();
        server.close();
        keystone.close();
        tokens.forEach(token -> assertFalse(log.contains(token), "a token is in the log"));
    }

    private String newToken() {
        String token = FakeKeystone.newToken();
        tokens.add(token);
        return token;
    }

    private static ResponseDefinitionBuilder valid() {
        return FakeKeystone.token("member");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("500", valid().withStatus(500), "answered 500"),
                fault("a page", FakeKeystone.page(401), "answered 401 with a body that is not a Keystone error"),
                fault("truncated JSON", valid().withBody("{\"token\":{\"expires_at\":"), "is not a token"),
                fault("huge JSON", valid().withBody("{\"token\":\"" + "x".repeat(5_000_000) + "\"}"), "longer than"),
                fault(
                        "nothing",
                        new ResponseDefinitionBuilder().withFault(Fault.EMPTY_RESPONSE),
                        "closed the connection"),
                fault(
                        "a reset",
                        new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER),
                        "Connection reset"),
                fault("bytes", new ResponseDefinitionBuilder().withFault(Fault.RANDOM_DATA_THEN_CLOSE), "invalid HTTP"),
                fault(
                        "a bad chunk",
                        new ResponseDefinitionBuilder().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
                        "closed the connection"),
                fault("silence", valid().withFixedDelay(60_000), "no complete response within 8000 ms"),
                fault(
                        "a byte a second",
                        valid().withChunkedDribbleDelay(60, 60_000),
                        "no complete response within 8000 ms"));
    }

    private static Arguments fault(String name, ResponseDefinitionBuilder answer, String inTheLog) {
        return Arguments.of(name, answer, inTheLog);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void causes503InTimeAndRecovers(String name, ResponseDefinitionBuilder answer, String inTheLog) throws Exception {
        keystone.server().stubFor(any(anyUrl()).willReturn(answer));
        String token = newToken();
        int before = server.log().length();

        long start = System.nanoTime();
        server.assertUnavailable(token);
        assertTrue(System.nanoTime() - start < IN_TIME.toNanos(), "not in time");
        await().atMost(ServerOnKeystone.A_MINUTE).until(() -> {
            String log = server.log().substring(before);
            return log.contains(": Keystone at " + keystone.url()) && log.contains(inTheLog);
        });

        keystone.acceptAll();
        // The server may be in a back-off.
        server.awaitStatus(200, token);
        server.assertListed(token);
    }

    @Test
    void aBackOffEndsAndLeavesCachedTokensValid() throws Exception {
        String known = newToken();
        server.assertListed(known);
        keystone.server()
                .stubFor(any(anyUrl()).willReturn(valid().withStatus(429).withHeader("Retry-After", "3")));
        server.assertUnavailable(newToken());
        server.assertListed(known);

        keystone.acceptAll();
        server.awaitStatus(200, newToken());
        assertTrue(server.log().contains("answered 429"), server.log());
    }

    @Test
    void aTokenAboveTheMaximumLengthIsRow4AndNotValidated() throws Exception {
        int before = keystone.requests();
        for (int i = 0; i < 3; i++) {
            server.assertUnauthenticated(newToken() + "x".repeat(16_384));
        }
        assertEquals(before, keystone.requests());
    }

    @Test
    void anUnreachableKeystoneIs503UntilItIsUpAgain() throws Exception {
        String token = newToken();
        String known = newToken();
        server.assertListed(known);
        keystone.stop();

        server.assertUnavailable(token);
        server.assertListed(known);
        server.awaitLog("ConnectException");

        keystone.restart();
        keystone.acceptAll();
        server.assertListed(token);
    }

    @Test
    void cachedTokensDoNotWaitForAKeystoneThatHangs() throws Exception {
        String known = newToken();
        server.assertListed(known);
        keystone.server().stubFor(any(anyUrl()).willReturn(valid().withFixedDelay(60_000)));
        List<CompletableFuture<HttpResponse<String>>> hanging = IntStream.range(0, 200)
                .mapToObj(i -> server.send(newToken(), ""))
                .toList();

        for (int i = 0; i < 10; i++) {
            server.assertListed(known);
        }
        assertTrue(hanging.stream().anyMatch(answer -> !answer.isDone()), "the other requests completed early");
        for (CompletableFuture<HttpResponse<String>> answer : hanging) {
            assertEquals(503, answer.get(IN_TIME.toSeconds(), TimeUnit.SECONDS).statusCode());
        }

        keystone.acceptAll();
        server.assertListed(newToken());
    }

    @Test
    void aTokenWithoutRolesIsRow7() throws Exception {
        keystone.server().stubFor(any(anyUrl()).willReturn(FakeKeystone.token()));
        server.assertRejected(403, "EVS.0003", newToken());
    }
}
