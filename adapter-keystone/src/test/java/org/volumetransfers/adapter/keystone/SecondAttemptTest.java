package org.volumetransfers.adapter.keystone;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.adapter.keystone.Outcome.callerOf;
import static org.volumetransfers.adapter.keystone.Outcome.failureOf;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.BackendUnavailableException;

/** The second attempt over a fresh connection, if the first has no response. */
@Timeout(60)
class SecondAttemptTest {

    private static final AuthToken TOKEN = new AuthToken("gAAAAABk-token");
    private static final Caller CALLER = new Caller(null, Set.of("member"), Instant.parse("9999-01-01T00:00:00Z"));
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Makes the second attempt almost at once, so that no test waits for it. */
    private static TokenVerifier verifier(KeystoneConfig config) {
        return new KeystoneTokenVerifier(config, Clock.systemUTC(), Duration.ofMillis(1));
    }

    private static TokenVerifier verifierFor(RawServer server) {
        return verifier(server.config().withTimeouts(LONG, LONG));
    }

    private static void answer(RawServer.Connection connection) throws IOException {
        connection.answer(200, FakeKeystone.tokenJson(CALLER));
    }

    private static void awaitZero(CountDownLatch latch) {
        await().atMost(LONG).until(() -> latch.getCount() == 0);
    }

    /** Responds on the connections of the current round; earlier ones are silent, as if dropped by a firewall. */
    private static RawServer dropping(AtomicInteger round) {
        return new RawServer(connection -> {
            int born = round.get();
            while (true) {
                connection.readRequest();
                if (born == round.get()) {
                    answer(connection);
                }
            }
        });
    }

    @Test
    void aDroppedConnectionLosesNoResponse() throws IOException {
        AtomicInteger round = new AtomicInteger();
        try (RawServer server = dropping(round)) {
            TokenVerifier verifier = verifierFor(server);
            for (int i = 0; i < 5; i++) {
                assertEquals(CALLER, callerOf(verifier.verify(TOKEN)));
                round.incrementAndGet();
            }
        }
    }

    @Test
    void manyDroppedConnectionsLoseNoResponse() throws IOException {
        AtomicInteger round = new AtomicInteger();
        try (RawServer server = dropping(round)) {
            TokenVerifier verifier = verifierFor(server);
            for (int i = 0; i < 2; i++) {
                List<CompletionStage<Caller>> answers = IntStream.range(0, 32)
                        .mapToObj(call -> verifier.verify(TOKEN))
                        .toList();
                answers.forEach(answer -> assertEquals(CALLER, callerOf(answer)));
                round.incrementAndGet();
            }
        }
    }

    @Test
    void theFirstAttemptMayStillWin() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        CountDownLatch secondClosed = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            if (connection.number() == 1) {
                awaitZero(second);
                answer(connection);
                return;
            }
            second.countDown();
            connection.awaitEnd();
            secondClosed.countDown();
        })) {
            assertEquals(CALLER, callerOf(verifierFor(server).verify(TOKEN)));
            assertEquals(2, server.connections());
            awaitZero(secondClosed);
        }
    }

    @Test
    void theFirstAttemptIsCancelledWhenTheSecondWins() throws IOException {
        CountDownLatch firstClosed = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            if (connection.number() > 1) {
                answer(connection);
                return;
            }
            connection.awaitEnd();
            firstClosed.countDown();
        })) {
            assertEquals(CALLER, callerOf(verifierFor(server).verify(TOKEN)));
            assertEquals(2, server.connections());
            awaitZero(firstClosed);
        }
    }

    @Test
    void aFailedSecondAttemptDoesNotEndTheFirst() throws IOException {
        CountDownLatch second = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            if (connection.number() == 1) {
                awaitZero(second);
                answer(connection);
            } else {
                connection.answer(502, "{}");
                second.countDown();
            }
        })) {
            assertEquals(CALLER, callerOf(verifierFor(server).verify(TOKEN)));
            assertEquals(2, server.connections());
        }
    }

    @Test
    void thereIsNoThirdAttempt() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            if (connection.number() == 1) {
                connection.readRequest();
            }
            connection.answer(502, "{}");
            connection.end();
        })) {
            Duration time = Duration.ofSeconds(4);
            assertInstanceOf(
                    BackendUnavailableException.class,
                    failureOf(verifier(server.config().withTimeouts(time, time)).verify(TOKEN)));
            assertTrue(server.connections() <= 2, server.connections() + " connections");
        }
    }

    @Test
    void secondAttemptsAtHangingCallsAreLimitedToAnEighth() throws IOException {
        try (RawServer silent = new RawServer(RawServer.Connection::readRequest)) {
            TokenVerifier verifier =
                    verifier(silent.config().withTimeouts(LONG, LONG).withMaxCalls(8, 0));
            List<CompletionStage<Caller>> answers = IntStream.range(0, 8)
                    .mapToObj(i -> verifier.verify(new AuthToken("token-" + i)))
                    .toList();
            await().atMost(LONG).until(() -> silent.connections() == 9);
            assertTrue(answers.stream()
                    .noneMatch(answer -> answer.toCompletableFuture().isDone()));
            assertEquals(9, silent.connections());
        }
    }
}
