package org.volumetransfers.adapter.keystone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.adapter.keystone.Outcome.callerOf;
import static org.volumetransfers.adapter.keystone.Outcome.failureOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.testkit.TestClock;

/** How often the identity service is asked, and what for. */
class CachingTokenVerifierCallsTest {

    private static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
    private static final AuthToken TOKEN = new AuthToken("gAAAAABk-token");
    private static final Caller CALLER =
            new Caller(new ProjectId("firstproject"), Set.of("member"), NOW.plus(Duration.ofHours(24)));

    private final TestClock clock = TestClock.at(NOW);
    private final AtomicLong nanos = new AtomicLong();
    private final AskedVerifier identity = new AskedVerifier();
    private final TokenVerifier cache = cache(TokenCacheConfig.DEFAULT);

    private TokenVerifier cache(TokenCacheConfig config) {
        return new CachingTokenVerifier(identity, config, clock, nanos::get);
    }

    private void pass(Duration time) {
        clock.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    private CompletionStage<Caller> ask(AuthToken token) {
        return cache.verify(token);
    }

    private void know(AuthToken token, Caller caller) {
        CompletionStage<Caller> answer = ask(token);
        identity.last().complete(caller);
        assertEquals(caller, callerOf(answer));
    }

    @Test
    void aGoodTokenIsAskedAboutOnceInItsLifetime() {
        know(TOKEN, CALLER);
        pass(Duration.ofSeconds(299));
        assertEquals(CALLER, callerOf(ask(TOKEN)));
        assertEquals(1, identity.count());

        pass(Duration.ofSeconds(1));
        assertFalse(ask(TOKEN).toCompletableFuture().isDone());
        assertEquals(2, identity.count());
    }

    @Test
    void theLifetimeIsNotProlongedByUse() {
        know(TOKEN, CALLER);
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(30));
            ask(TOKEN);
        }
        assertEquals(2, identity.count());
    }

    @Test
    void theLifetimeEndsWithTheToken() {
        know(TOKEN, new Caller(null, Set.of(), NOW.plusSeconds(5)));
        pass(Duration.ofSeconds(5));
        assertFalse(ask(TOKEN).toCompletableFuture().isDone(), "the entry is gone, so it is asked again");
        assertEquals(2, identity.count());
    }

    @Test
    void anEntryDoesNotOutliveItsTokenWhereTimeIsSetForward() {
        know(TOKEN, new Caller(null, Set.of(), NOW.plusSeconds(5)));
        clock.advance(Duration.ofSeconds(5));
        assertInstanceOf(TokenRejectedException.class, failureOf(ask(TOKEN)));
        assertEquals(1, identity.count());
    }

    @Test
    void aRefusalIsRememberedForTenSeconds() {
        CompletionStage<Caller> answer = ask(TOKEN);
        identity.last().completeExceptionally(new TokenRejectedException());
        assertInstanceOf(TokenRejectedException.class, failureOf(answer));

        pass(Duration.ofMillis(9_999));
        assertInstanceOf(TokenRejectedException.class, failureOf(ask(TOKEN)));
        assertEquals(1, identity.count());

        pass(Duration.ofMillis(1));
        know(TOKEN, CALLER);
        assertEquals(2, identity.count());
    }

    @Test
    void faultsAreNeverRemembered() {
        for (int i = 1; i <= 3; i++) {
            CompletionStage<Caller> answer = ask(TOKEN);
            identity.last().completeExceptionally(new BackendUnavailableException(Backend.IDENTITY, "away", null));
            assertInstanceOf(BackendUnavailableException.class, failureOf(answer));
            assertEquals(i, identity.count());
        }
        know(TOKEN, CALLER);
    }

    @Test
    void whatIsRememberedIsGoodWhileTheIdentityServiceIsAway() {
        know(TOKEN, CALLER);
        CompletionStage<Caller> other = ask(new AuthToken("another"));
        identity.last().completeExceptionally(new BackendUnavailableException(Backend.IDENTITY, "away", null));

        assertInstanceOf(BackendUnavailableException.class, failureOf(other));
        assertEquals(CALLER, callerOf(ask(TOKEN)));
    }

    @Test
    void thoseWhoAskWhileItIsBeingAskedShareTheAnswer() {
        List<CompletionStage<Caller>> answers =
                IntStream.range(0, 1_000).mapToObj(i -> ask(TOKEN)).toList();
        assertEquals(1, identity.count());
        assertTrue(answers.stream()
                .noneMatch(answer -> answer.toCompletableFuture().isDone()));

        identity.last().complete(CALLER);

        answers.forEach(answer -> assertEquals(CALLER, callerOf(answer)));
    }

    @Test
    void thoseWhoShareARefusalOrAFaultGetItToo() {
        List<CompletionStage<Caller>> refused = List.of(ask(TOKEN), ask(TOKEN));
        identity.last().completeExceptionally(new CompletionException(new TokenRejectedException()));
        refused.forEach(answer -> assertInstanceOf(TokenRejectedException.class, failureOf(answer)));

        AuthToken other = new AuthToken("other");
        List<CompletionStage<Caller>> failed = List.of(ask(other), ask(other));
        identity.last().completeExceptionally(new BackendUnavailableException(Backend.IDENTITY, "away", null));
        failed.forEach(answer -> assertInstanceOf(BackendUnavailableException.class, failureOf(answer)));
        assertEquals(2, identity.count());
    }

    @Test
    void whoGivesUpWaitingTakesNothingFromTheOthers() {
        CompletableFuture<Caller> impatient = ask(TOKEN).toCompletableFuture();
        CompletionStage<Caller> patient = ask(TOKEN);
        impatient.cancel(true);
        impatient.obtrudeValue(new Caller(null, Set.of("forged"), null));

        identity.last().complete(CALLER);

        assertEquals(CALLER, callerOf(patient));
        assertEquals(CALLER, callerOf(ask(TOKEN)));
    }

    @Test
    void badTokensDriveOutNoGoodOne() {
        List<AuthToken> good = IntStream.range(0, 100)
                .mapToObj(i -> new AuthToken("good-" + i))
                .toList();
        good.forEach(token -> know(token, CALLER));
        for (int i = 0; i < 100_000; i++) {
            ask(new AuthToken("bad-" + i));
            identity.last().completeExceptionally(new TokenRejectedException());
        }
        int asked = identity.count();
        good.forEach(token -> assertEquals(CALLER, callerOf(ask(token))));
        assertEquals(asked, identity.count());
    }

    @Test
    void noMoreAreRememberedThanConfigured() {
        TokenVerifier small = cache(new TokenCacheConfig(Duration.ofSeconds(300), Duration.ofSeconds(10), 10, 10, 100));
        List<AuthToken> tokens = IntStream.range(0, 1_000)
                .mapToObj(i -> new AuthToken("token-" + i))
                .toList();
        tokens.forEach(token -> {
            small.verify(token);
            identity.last().complete(CALLER);
        });
        int asked = identity.count();
        tokens.forEach(token -> {
            small.verify(token);
            identity.last().complete(CALLER);
        });
        assertTrue(identity.count() - asked >= 990, "asked again: " + (identity.count() - asked));
    }

    @Test
    void aTokenAboveTheBoundIsLeftToTheVerifierAndNotRemembered() {
        AuthToken longest = new AuthToken("x".repeat(TokenCacheConfig.DEFAULT.maxTokenBytes()));
        AuthToken longer = new AuthToken(longest.value() + "x");
        for (int i = 1; i <= 3; i++) {
            CompletionStage<Caller> answer = ask(longer);
            assertEquals(i, identity.count());
            identity.last().completeExceptionally(new TokenRejectedException());
            assertInstanceOf(TokenRejectedException.class, failureOf(answer));
        }
        know(longest, CALLER);
        assertEquals(CALLER, callerOf(ask(longest)));
        assertEquals(4, identity.count());
    }

    @Test
    void aVerifierThatThrowsFailsTheStageAndIsAskedAgain() {
        TokenVerifier broken = new CachingTokenVerifier(
                token -> {
                    throw new IllegalStateException("broken");
                },
                TokenCacheConfig.DEFAULT,
                clock);
        for (int i = 0; i < 2; i++) {
            assertInstanceOf(
                    IllegalStateException.class, failureOf(broken.verify(TOKEN).toCompletableFuture()));
        }
    }

    @Test
    void neitherTokensNorDigestsAreInAnyText() {
        know(TOKEN, CALLER);
        assertEquals("TokenDigest[masked]", TokenDigest.of(TOKEN).toString());
        assertFalse(cache.toString().contains(TOKEN.value()));
    }
}
