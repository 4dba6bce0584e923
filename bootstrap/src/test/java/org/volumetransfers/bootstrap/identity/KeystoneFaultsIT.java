package org.volumetransfers.bootstrap.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
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

/**
 * A Keystone that misbehaves: callers get 503 within the timeout and are never told that their tokens are bad, the log says
 * what happened, and all is well again when Keystone is.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(600)
class KeystoneFaultsIT {

    private static final int TIMEOUT_SECONDS = 8;
    /** Generous: this asks whether time is bounded at all. */
    private static final Duration IN_TIME = Duration.ofSeconds(40);

    private final Path directory;
    private final List<String> tokens = new ArrayList<>();
    private ScriptedKeystone keystone;
    private ServerOnKeystone server;

    KeystoneFaultsIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    void start() throws Exception {
        keystone = new ScriptedKeystone();
        // At this level each fault has its line, not only the first in ten seconds.
        server = ServerOnKeystone.start(
                directory,
                ScriptedKeystone.PROJECT,
                "--keystone-url=" + keystone.url(),
                "--keystone-timeout=" + TIMEOUT_SECONDS,
                "--log-level=debug");
        // The first questions meet cold code on both sides, which may take longer than the timeout.
        keystone.vouchForAll();
        server.awaitStatus(200, newToken());
    }

    @BeforeEach
    void vouch() {
        keystone.vouchForAll();
    }

    @AfterAll
    void end() throws Exception {
        String log = server.logUpToItsEnd();
        server.close();
        keystone.close();
        tokens.forEach(token -> assertFalse(log.contains(token), "a token is in the log"));
    }

    private String newToken() {
        String token = ScriptedKeystone.newToken();
        tokens.add(token);
        return token;
    }

    private static ResponseDefinitionBuilder good() {
        return ScriptedKeystone.token("member");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("429", good().withStatus(429), "answered 429"),
                fault("500", good().withStatus(500), "answered 500"),
                fault("502", good().withStatus(502), "answered 502"),
                fault("503", good().withStatus(503), "answered 503"),
                fault("a page", good().withHeader("Content-Type", "text/html").withBody("<html>"), "is not JSON"),
                page(400),
                page(401),
                page(403),
                page(404),
                fault(
                        "another type",
                        new ResponseDefinitionBuilder()
                                .withHeader("Content-Type", "text/plain")
                                .withBody(ScriptedKeystone.tokenJson("member")),
                        "is not JSON"),
                fault("truncated JSON", good().withBody("{\"token\":{\"expires_at\":"), "is no token"),
                fault("huge JSON", good().withBody("{\"token\":\"" + "x".repeat(5_000_000) + "\"}"), "longer than"),
                fault("a redirect", good().withStatus(307).withHeader("Location", "/elsewhere"), "answered 307"),
                fault("nothing", new ResponseDefinitionBuilder().withFault(Fault.EMPTY_RESPONSE), "broke off"),
                fault(
                        "a reset",
                        new ResponseDefinitionBuilder().withFault(Fault.CONNECTION_RESET_BY_PEER),
                        "Connection reset"),
                fault("bytes", new ResponseDefinitionBuilder().withFault(Fault.RANDOM_DATA_THEN_CLOSE), "no HTTP"),
                fault(
                        "a bad chunk",
                        new ResponseDefinitionBuilder().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
                        "broke off"),
                fault("silence", good().withFixedDelay(60_000), "no whole answer within 8000 ms"),
                fault("a byte a second", good().withChunkedDribbleDelay(60, 60_000), "no whole answer within 8000 ms"));
    }

    /** As a gateway in front of Keystone refuses a request. */
    private static Arguments page(int status) {
        ResponseDefinitionBuilder page = new ResponseDefinitionBuilder()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withBody("<html>");
        return fault("a page with " + status, page, "answered " + status + " as no Keystone does: is the URL right?");
    }

    private static Arguments fault(String name, ResponseDefinitionBuilder answer, String inTheLog) {
        return Arguments.of(name, answer, inTheLog);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void isAnswered503InTimeAndGoesByItself(String name, ResponseDefinitionBuilder answer, String inTheLog)
            throws Exception {
        keystone.server().stubFor(any(anyUrl()).willReturn(answer));
        String token = newToken();
        int before = server.log().length();

        long start = System.nanoTime();
        server.assertUnavailable(token);
        assertTrue(System.nanoTime() - start < IN_TIME.toNanos(), "not in time");
        String unavailable = "identity cannot be asked: Keystone at " + keystone.url();
        ServerOnKeystone.await(() -> {
            String said = server.log().substring(before);
            return said.contains(unavailable) && said.contains(inTheLog);
        });

        keystone.vouchForAll();
        // Not at once where the server backs off.
        server.awaitStatus(200, token);
        server.assertListed(token);
    }

    @Test
    void aBackOffEndsByItselfAndLeavesRememberedTokensValid() throws Exception {
        String known = newToken();
        server.assertListed(known);
        keystone.server()
                .stubFor(any(anyUrl()).willReturn(good().withStatus(429).withHeader("Retry-After", "3")));
        server.assertUnavailable(newToken());
        server.assertListed(known);

        keystone.vouchForAll();
        server.awaitStatus(200, newToken());
        assertTrue(server.log().contains("answered 429"), server.log());
    }

    @Test
    void aTokenAboveTheBoundIsRow4AndNotAskedAbout() throws Exception {
        int asked = keystone.questions();
        for (int i = 0; i < 3; i++) {
            server.assertUnauthenticated(newToken() + "x".repeat(16_384));
        }
        assertEquals(asked, keystone.questions());
    }

    @Test
    void nobodyListeningIs503UntilSomebodyDoes() throws Exception {
        String token = newToken();
        String known = newToken();
        server.assertListed(known);
        keystone.stop();

        server.assertUnavailable(token);
        server.assertListed(known);
        server.awaitLog("ConnectException");

        keystone.restart();
        server.assertListed(token);
    }

    @Test
    void whoIsRememberedDoesNotWaitForAKeystoneThatHangs() throws Exception {
        String known = newToken();
        server.assertListed(known);
        keystone.server().stubFor(any(anyUrl()).willReturn(good().withFixedDelay(60_000)));
        List<CompletableFuture<HttpResponse<String>>> hanging = IntStream.range(0, 200)
                .mapToObj(i -> server.send(newToken(), ""))
                .toList();

        for (int i = 0; i < 10; i++) {
            server.assertListed(known);
        }
        assertTrue(hanging.stream().anyMatch(answer -> !answer.isDone()), "the others had their answers before");
        for (CompletableFuture<HttpResponse<String>> answer : hanging) {
            assertEquals(503, answer.get(IN_TIME.toSeconds(), TimeUnit.SECONDS).statusCode());
        }

        keystone.vouchForAll();
        server.assertListed(newToken());
    }

    @Test
    void aTokenWithoutRolesIsRow7() throws Exception {
        keystone.server().stubFor(any(anyUrl()).willReturn(ScriptedKeystone.token()));
        server.assertRefused(403, "EVS.0003", newToken());
    }
}
