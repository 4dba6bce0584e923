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

/** Which verifications reach the cached verifier. */
class CachingTokenVerifierCallsTest {

    private static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
    private static final AuthToken TOKEN = new AuthToken("gAAAAABk-token");
    private static final Caller CALLER =
            new Caller(new ProjectId("firstproject"), Set.of("member"), NOW.plus(Duration.ofHours(24)));

    private final TestClock clock = TestClock.at(NOW);
    private final AtomicLong nanos = new AtomicLong();
    private final ControlledVerifier identity = new ControlledVerifier();
    private final TokenVerifier cache = cache(TokenCacheConfig.DEFAULT);

    private TokenVerifier cache(TokenCacheConfig config) {
        return new CachingTokenVerifier(identity, config, clock, nanos::get);
    }

    private void pass(Duration time) {
        clock.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    private CompletionStage<Caller> verify(AuthToken token) {
        return cache.verify(token);
    }

    private void cache(AuthToken token, Caller caller) {
        CompletionStage<Caller> answer = verify(token);
        identity.last().complete(caller);
        assertEquals(caller, callerOf(answer));
    }

    @Test
    void aValidTokenIsVerifiedOncePerLifetime() {
        cache(TOKEN, CALLER);
        pass(Duration.ofSeconds(239));
        assertEquals(CALLER, callerOf(verify(TOKEN)));
        assertEquals(1, identity.count());

        pass(Duration.ofSeconds(61));
        assertFalse(verify(TOKEN).toCompletableFuture().isDone());
        assertEquals(2, identity.count());
    }

    @Test
    void useDoesNotProlongTheLifetime() {
        cache(TOKEN, CALLER);
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(30));
            verify(TOKEN);
        }
        assertEquals(2, identity.count());
    }

    @Test
    void theLifetimeEndsWithTheToken() {
        cache(TOKEN, new Caller(null, Set.of(), NOW.plusSeconds(5)));
        pass(Duration.ofSeconds(5));
        assertFalse(
                verify(TOKEN).toCompletableFuture().isDone(), "the entry has expired, so the token is verified again");
        assertEquals(2, identity.count());
    }

    @Test
    void anEntryDoesNotOutliveItsTokenWhenTheClockJumps() {
        cache(TOKEN, new Caller(null, Set.of(), NOW.plusSeconds(5)));
        clock.advance(Duration.ofSeconds(5));
        assertInstanceOf(TokenRejectedException.class, failureOf(verify(TOKEN)));
        assertEquals(1, identity.count());
    }

    @Test
    void aRejectionIsCachedForTenSeconds() {
        CompletionStage<Caller> answer = verify(TOKEN);
        identity.last().completeExceptionally(new TokenRejectedException());
        assertInstanceOf(TokenRejectedException.class, failureOf(answer));

        pass(Duration.ofMillis(9_999));
        assertInstanceOf(TokenRejectedException.class, failureOf(verify(TOKEN)));
        assertEquals(1, identity.count());

        pass(Duration.ofMillis(1));
        cache(TOKEN, CALLER);
        assertEquals(2, identity.count());
    }

    @Test
    void failuresAreNeverCached() {
        for (int i = 1; i <= 3; i++) {
            CompletionStage<Caller> answer = verify(TOKEN);
            identity.last().completeExceptionally(new BackendUnavailableException(Backend.IDENTITY, "down", null));
            assertInstanceOf(BackendUnavailableException.class, failureOf(answer));
            assertEquals(i, identity.count());
        }
        cache(TOKEN, CALLER);
    }

    @Test
    void cachedTokensRemainValidDuringAnOutage() {
        cache(TOKEN, CALLER);
        CompletionStage<Caller> other = verify(new AuthToken("another"));
        identity.last().completeExceptionally(new BackendUnavailableException(Backend.IDENTITY, "down", null));

        assertInstanceOf(BackendUnavailableException.class, failureOf(other));
        assertEquals(CALLER, callerOf(verify(TOKEN)));
    }

    @Test
    void concurrentVerificationsShareOneResult() {
        List<CompletionStage<Caller>> answers =
                IntStream.range(0, 1_000).mapToObj(i -> verify(TOKEN)).toList();
        assertEquals(1, identity.count());
        assertTrue(answers.stream()
                .noneMatch(answer -> answer.toCompletableFuture().isDone()));

        identity.last().complete(CALLER);

        answers.forEach(answer -> assertEquals(CALLER, callerOf(answer)));
    }

    @Test
    void concurrentVerificationsShareRejectionsAndFailures() {
        List<CompletionStage<Caller>> rejected = List.of(verify(TOKEN), verify(TOKEN));
        identity.last().completeExceptionally(new CompletionException(new TokenRejectedException()));
        rejected.forEach(answer -> assertInstanceOf(TokenRejectedException.class, failureOf(answer)));

        AuthToken other = new AuthToken("other");
        List<CompletionStage<Caller>> failed = List.of(verify(other), verify(other));
        identity.last().completeExceptionally(new BackendUnavailableException(Backend.IDENTITY, "down", null));
        failed.forEach(answer -> assertInstanceOf(BackendUnavailableException.class, failureOf(answer)));
        assertEquals(2, identity.count());
    }

    @Test
    void aCallerThatCancelsDoesNotAffectTheOthers() {
        CompletableFuture<Caller> cancelled = verify(TOKEN).toCompletableFuture();
        CompletionStage<Caller> other = verify(TOKEN);
        cancelled.cancel(true);
        cancelled.obtrudeValue(new Caller(null, Set.of("forged"), null));

        identity.last().complete(CALLER);

        assertEquals(CALLER, callerOf(other));
        assertEquals(CALLER, callerOf(verify(TOKEN)));
    }

    @Test
    void invalidTokensEvictNoValidOne() {
        List<AuthToken> valid = IntStream.range(0, 100)
                .mapToObj(i -> new AuthToken("valid-" + i))
                .toList();
        valid.forEach(token -> cache(token, CALLER));
        for (int i = 0; i < 100_000; i++) {
            verify(new AuthToken("invalid-" + i));
            identity.last().completeExceptionally(new TokenRejectedException());
        }
        int before = identity.count();
        valid.forEach(token -> assertEquals(CALLER, callerOf(verify(token))));
        assertEquals(before, identity.count());
    }

    @Test
    void theCacheSizeIsLimited() {
        TokenVerifier small = cache(new TokenCacheConfig(Duration.ofSeconds(300), Duration.ofSeconds(10), 10, 10, 100));
        List<AuthToken> tokens = IntStream.range(0, 1_000)
                .mapToObj(i -> new AuthToken("token-" + i))
                .toList();
        tokens.forEach(token -> {
            small.verify(token);
            identity.last().complete(CALLER);
        });
        int before = identity.count();
        tokens.forEach(token -> {
            small.verify(token);
            identity.last().complete(CALLER);
        });
        assertTrue(identity.count() - before >= 990, "verified again: " + (identity.count() - before));
    }

    @Test
    void aTokenAboveTheMaximumLengthIsNotCached() {
        AuthToken longest = new AuthToken("x".repeat(TokenCacheConfig.DEFAULT.maxTokenBytes()));
        AuthToken longer = new AuthToken(longest.value() + "x");
        for (int i = 1; i <= 3; i++) {
            CompletionStage<Caller> answer = verify(longer);
            assertEquals(i, identity.count());
            identity.last().completeExceptionally(new TokenRejectedException());
            assertInstanceOf(TokenRejectedException.class, failureOf(answer));
        }
        cache(longest, CALLER);
        assertEquals(CALLER, callerOf(verify(longest)));
        assertEquals(4, identity.count());
    }

    @Test
    void anExpiredCallerIsNeitherReturnedNorCached() {
        Caller expired = new Caller(null, Set.of("member"), NOW);
        for (AuthToken token : List.of(TOKEN, new AuthToken("x".repeat(16_385)))) {
            CompletionStage<Caller> answer = verify(token);
            identity.last().complete(expired);
            assertInstanceOf(TokenRejectedException.class, failureOf(answer));
        }
        assertInstanceOf(TokenRejectedException.class, failureOf(verify(TOKEN)));
        assertEquals(2, identity.count(), "the rejection is cached");
    }

    @Test
    void aVerifierThatThrowsFailsTheStageAndIsCalledAgain() {
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
}
