package org.volumetransfers.adapter.keystone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.volumetransfers.adapter.keystone.Outcome.callerOf;
import static org.volumetransfers.adapter.keystone.Outcome.failureOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.testkit.TestClock;

/** Cached tokens are verified again before their entries end, if they are used. The lifetime of an entry is 300 s. */
class RefreshTest {

    private static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
    private static final AuthToken TOKEN = new AuthToken("gAAAAABk-token");
    private static final Caller CALLER = new Caller(null, Set.of("member"), NOW.plus(Duration.ofHours(24)));
    private static final Caller CHANGED = new Caller(null, Set.of("reader"), CALLER.expiresAt());

    private final TestClock clock = TestClock.at(NOW);
    private final AtomicLong nanos = new AtomicLong();
    private final ControlledVerifier identity = new ControlledVerifier();
    private final TokenVerifier cache = new CachingTokenVerifier(identity, TokenCacheConfig.DEFAULT, clock, nanos::get);

    @BeforeEach
    void cacheTheToken() {
        cache.verify(TOKEN);
        identity.last().complete(CALLER);
    }

    private void passSeconds(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private void assertCached(Caller caller, int verifications) {
        CompletionStage<Caller> answer = cache.verify(TOKEN);
        assertEquals(caller, callerOf(answer));
        assertEquals(verifications, identity.count());
    }

    private void fail() {
        identity.last().completeExceptionally(new BackendUnavailableException(Backend.IDENTITY, "down", null));
    }

    @Test
    void useInTheLastFifthOfTheLifetimeCausesOneRefresh() {
        passSeconds(239);
        assertCached(CALLER, 1);
        passSeconds(1);
        for (int i = 0; i < 59; i++) {
            assertCached(CALLER, 2);
            passSeconds(1);
        }
    }

    @Test
    void refreshesTakeTurnsAsAClientOfTheirOwn() {
        cache.verify(new AuthToken("other"), "client");
        cache.verify(new AuthToken("x".repeat(16_385)), "client");
        passSeconds(240);
        cache.verify(TOKEN, "client");
        assertEquals(List.of("null", "client", "client", "refreshes"), identity.clients());
    }

    @Test
    void aTokenThatIsNotUsedIsNotRefreshed() {
        passSeconds(300);
        assertEquals(1, identity.count());
    }

    @Test
    void aRefreshedTokenHasANewLifetimeAndItsCallerReplacesTheFormerOne() {
        passSeconds(250);
        assertCached(CALLER, 2);
        identity.last().complete(CHANGED);
        passSeconds(239);
        assertCached(CHANGED, 2);
        passSeconds(1);
        assertCached(CHANGED, 3);
        identity.last().complete(CALLER);
        passSeconds(239);
        assertCached(CALLER, 3);
    }

    @Test
    void aRejectionEndsTheEntryAtOnce() {
        passSeconds(240);
        assertCached(CALLER, 2);
        identity.last().completeExceptionally(new TokenRejectedException());
        assertInstanceOf(TokenRejectedException.class, failureOf(cache.verify(TOKEN)));
        assertEquals(2, identity.count(), "the rejection is cached");
    }

    @Test
    void aFailureLeavesTheEntryUntilItsEndAndIsRetriedAfterFiveSeconds() {
        passSeconds(240);
        for (int attempt = 0; attempt < 12; attempt++) {
            assertCached(CALLER, 2 + attempt);
            fail();
            passSeconds(4);
            assertCached(CALLER, 2 + attempt);
            passSeconds(1);
        }
        assertFalse(cache.verify(TOKEN).toCompletableFuture().isDone(), "the entry has ended after 300 s");
    }

    @Test
    void anEntryThatEndsDuringItsRefreshIsNotVerifiedTwice() {
        passSeconds(299);
        assertCached(CALLER, 2);
        passSeconds(1);
        CompletionStage<Caller> answer = cache.verify(TOKEN);
        assertEquals(2, identity.count());
        identity.last().complete(CHANGED);
        assertEquals(CHANGED, callerOf(answer));
    }

    @Test
    void anEntryThatEndsWithItsTokenIsNotRefreshed() {
        AuthToken ending = new AuthToken("ending");
        cache.verify(ending);
        identity.last().complete(new Caller(null, Set.of(), clock.instant().plusSeconds(100)));
        passSeconds(99);
        callerOf(cache.verify(ending));
        assertEquals(2, identity.count());
    }

    @Test
    void aRefreshDoesNotProlongATokenBeyondItsExpiry() {
        passSeconds(240);
        assertCached(CALLER, 2);
        Caller ending = new Caller(null, Set.of(), clock.instant().plusSeconds(100));
        identity.last().complete(ending);
        passSeconds(99);
        assertCached(ending, 2);
        passSeconds(1);
        assertFalse(cache.verify(TOKEN).toCompletableFuture().isDone(), "the entry has ended");
    }
}
