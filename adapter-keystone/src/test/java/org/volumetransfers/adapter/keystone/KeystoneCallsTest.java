package org.volumetransfers.adapter.keystone;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.adapter.keystone.Outcome.callerOf;
import static org.volumetransfers.adapter.keystone.Outcome.failureOf;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.TokenRejectedException;

/** How a verification ends if Keystone is slow, silent or unreachable, and how many calls there may be. */
@Timeout(60)
class KeystoneCallsTest {

    private static final AuthToken TOKEN = new AuthToken("gAAAAABk-token");
    private static final Caller CALLER = new Caller(null, Set.of("member"), Instant.parse("9999-01-01T00:00:00Z"));
    private static final Duration SHORT = Duration.ofSeconds(4);
    private static final Duration LONG = Duration.ofSeconds(30);

    private static TokenVerifier withShortTimeouts(KeystoneConfig config) {
        return verifier(config.withTimeouts(SHORT, SHORT));
    }

    private static TokenVerifier withLongTimeouts(KeystoneConfig config) {
        return verifier(config.withTimeouts(LONG, LONG));
    }

    private static TokenVerifier verifier(KeystoneConfig config) {
        return new KeystoneTokenVerifier(config, Clock.systemUTC(), FakeKeystone.NEVER);
    }

    private static String unavailable(CompletionStage<Caller> answer) {
        return String.valueOf(assertInstanceOf(BackendUnavailableException.class, failureOf(answer))
                .getMessage());
    }

    @Test
    void aSilentServerIsAbandonedAtTheTimeout() throws IOException {
        try (RawServer silent = new RawServer(connection -> {})) {
            assertTrue(unavailable(withShortTimeouts(silent.config()).verify(TOKEN))
                    .endsWith("sent no complete response within 4000 ms"));
        }
    }

    @Test
    void anIncompleteResponseIsAbandonedAndItsConnectionClosed() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{");
            connection.awaitEnd();
            closed.countDown();
        })) {
            unavailable(withShortTimeouts(server.config()).verify(TOKEN));
            assertTrue(closed.await(30, TimeUnit.SECONDS), "the connection stays open");
        }
    }

    @Test
    void aSilentConnectionDoesNotDelayTheNextCall() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.answer(200, FakeKeystone.tokenJson(CALLER));
            connection.readRequest();
            if (connection.number() > 1) {
                connection.answer(200, FakeKeystone.tokenJson(CALLER));
            }
        })) {
            TokenVerifier verifier = withShortTimeouts(server.config());
            callerOf(verifier.verify(TOKEN));
            unavailable(verifier.verify(TOKEN));
            assertEquals(CALLER, callerOf(verifier.verify(TOKEN)));
        }
    }

    @Test
    void aServerThatComesUpLaterIsUsed() throws IOException {
        KeystoneConfig unreachable = KeystoneTokenVerifierTest.unreachableKeystone();
        TokenVerifier verifier = withLongTimeouts(unreachable);
        assertTrue(unavailable(verifier.verify(TOKEN)).endsWith("failed to respond"));

        int port = URI.create(unreachable.url()).getPort();
        try (ServerSocket started = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            CompletionStage<Caller> answer = verifier.verify(TOKEN);
            new RawServer.Connection(1, started.accept()).answer(200, FakeKeystone.tokenJson(CALLER));
            assertEquals(CALLER, callerOf(answer));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void aGatewayErrorIsFollowedByASecondAttempt(int status) {
        try (FakeKeystone keystone = new FakeKeystone().accepting(Map.of(TOKEN, CALLER))) {
            keystone.server()
                    .stubFor(get(anyUrl())
                            .inScenario("recovery")
                            .whenScenarioStateIs(Scenario.STARTED)
                            .willSetStateTo("recovered")
                            .willReturn(FakeKeystone.error(status, "Unavailable")));
            assertEquals(CALLER, callerOf(withLongTimeouts(keystone.config()).verify(TOKEN)));
            assertEquals(2, keystone.validationsBy(TOKEN.value()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void aGatewayErrorIsNotFollowedByAThirdAttempt(int status) {
        try (FakeKeystone keystone = new FakeKeystone()) {
            keystone.server().stubFor(get(anyUrl()).willReturn(FakeKeystone.error(status, "Unavailable")));
            unavailable(withLongTimeouts(keystone.config()).verify(TOKEN));
            assertEquals(2, keystone.validationsBy(TOKEN.value()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 404, 429, 500})
    void anyOtherResponseIsFinal(int status) {
        try (FakeKeystone keystone = new FakeKeystone()) {
            keystone.server().stubFor(get(anyUrl()).willReturn(FakeKeystone.error(status, "No")));
            failureOf(withLongTimeouts(keystone.config()).verify(TOKEN));
            assertEquals(1, keystone.validationsBy(TOKEN.value()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Auth-Token: gAAAAABk-token\r\n\r\n",
                "gAAAAABk-token",
                "HTTP/1.1 200 OK\r\ngAAAAABk-token\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: gAAAAABk-token\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\ngAAAAABk-token\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\ngAAAAABk-token",
                "HTTP/1.1 gAAAAABk-token\r\n\r\n"
            })
    void malformedResponsesAreNotQuoted(String answer) throws IOException {
        try (RawServer echo = new RawServer(connection -> {
            connection.readRequest();
            connection.write(answer);
            connection.end();
        })) {
            Throwable failure = failureOf(withShortTimeouts(echo.config()).verify(TOKEN));
            assertInstanceOf(BackendUnavailableException.class, failure);
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertFalse(cause.toString().contains(TOKEN.value()), cause.toString());
            }
        }
    }

    @Test
    void concurrentAndWaitingCallsAreLimited() throws IOException {
        try (RawServer silent = new RawServer(RawServer.Connection::readRequest)) {
            TokenVerifier verifier =
                    verifier(silent.config().withTimeouts(SHORT, SHORT).withMaxCalls(2, 3));
            List<CompletionStage<Caller>> answers = IntStream.range(0, 6)
                    .mapToObj(i -> verifier.verify(new AuthToken("token-" + i)))
                    .toList();

            assertTrue(answers.get(5).toCompletableFuture().isDone(), "the sixth call does not wait");
            assertTrue(unavailable(answers.get(5)).contains("too many"));
            await().atMost(LONG).until(() -> silent.connections() == 2);
            answers.subList(0, 5).forEach(KeystoneCallsTest::unavailable);
            assertEquals(2, silent.connections(), "calls that have waited for half of their time are not started");
        }
    }

    @Test
    void rejectedCredentialsFailAnyNumberOfWaitingCalls() {
        try (FakeKeystone keystone = new FakeKeystone()) {
            keystone.server()
                    .stubFor(post(anyUrl())
                            .willReturn(FakeKeystone.error(401, "No").withFixedDelay(200)));
            TokenVerifier verifier = withLongTimeouts(
                    keystone.config().withCredentials(KeystoneTokenVerifierServiceModeTest.CREDENTIALS));
            for (int round = 0; round < 3; round++) {
                List<CompletionStage<Caller>> answers = IntStream.range(0, 1_000)
                        .mapToObj(i -> verifier.verify(new AuthToken("token-" + i)))
                        .toList();
                answers.forEach(answer -> assertTrue(unavailable(answer).contains("rejected the credentials")));
            }
        }
    }

    @Test
    void aConnectionClosedWithoutAResponseIsFollowedByASecondAttempt() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            if (connection.number() > 1) {
                connection.answer(200, FakeKeystone.tokenJson(CALLER));
            }
            connection.end();
        })) {
            assertEquals(CALLER, callerOf(withLongTimeouts(server.config()).verify(TOKEN)));
        }
    }

    @Test
    void waitingCallsStartAsOthersEnd() {
        try (FakeKeystone keystone = new FakeKeystone().accepting(Map.of(TOKEN, CALLER))) {
            TokenVerifier verifier = withLongTimeouts(keystone.config().withMaxCalls(1, 50));
            List<CompletionStage<Caller>> answers =
                    IntStream.range(0, 50).mapToObj(i -> verifier.verify(TOKEN)).toList();
            answers.forEach(answer -> assertEquals(CALLER, callerOf(answer)));
            assertInstanceOf(TokenRejectedException.class, failureOf(verifier.verify(new AuthToken("unknown"))));
        }
    }

    @Test
    void recoversAfterAllCallsHaveHung() throws IOException {
        CountDownLatch answering = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            if (answering.getCount() == 0) {
                connection.answer(200, FakeKeystone.tokenJson(CALLER));
            }
        })) {
            TokenVerifier verifier = withShortTimeouts(server.config().withMaxCalls(4, 10));
            List<CompletionStage<Caller>> hanging =
                    IntStream.range(0, 12).mapToObj(i -> verifier.verify(TOKEN)).toList();
            hanging.forEach(KeystoneCallsTest::unavailable);

            answering.countDown();
            assertEquals(CALLER, callerOf(verifier.verify(TOKEN)));
        }
    }
}
