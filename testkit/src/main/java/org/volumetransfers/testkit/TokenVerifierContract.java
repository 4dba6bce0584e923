package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/**
 * The contract of {@link TokenVerifier} as tests. To run them on an adapter, extend this class and make tokens known to the
 * verifier in {@link #knowing}: an adapter of a remote service gets a scripted stand-in that knows them, and a decorator wraps
 * a verifier that does.
 *
 * <p>The topics are nested classes: {@code Known}, {@code Exactness}, {@code Expiry} and {@code Failure}, which is skipped
 * unless {@link #unreachable} returns a verifier. A test that an adapter cannot pass is listed in {@link #knownGaps}. A verifier
 * that throws, instead of failing its stage, fails the test. No test measures speed.
 */
public abstract class TokenVerifierContract extends AdapterContract {

    /** Creates the suite. */
    protected TokenVerifierContract() {}

    /**
     * Returns a verifier that knows these tokens and no others. May be called several times by a test, which then uses only
     * the latest verifier. The subclass closes what it opens here, after each test.
     *
     * @param tokens the caller of each token, with or without a project, roles and expiry, and some expired. A stand-in must
     *     not reject an expired token by itself, so that the verifier does. A token has 1 to 32768 characters; each has an
     *     expiry unless {@link #tokensMayLackExpiry} returns true
     * @param clock the time, which tests move; the only clock to compare an expiry with
     * @return the verifier to test, safe for use by multiple threads
     */
    protected abstract TokenVerifier knowing(Map<AuthToken, Caller> tokens, Clock clock);

    /**
     * Returns a verifier whose identity service is unavailable, for instance one that connects to a closed port.
     *
     * @return the verifier; null if there is none, in which case the topic {@code Failure} is skipped
     */
    protected @Nullable TokenVerifier unreachable() {
        return null;
    }

    /**
     * Tells whether tokens without expiry are valid.
     *
     * @return true by default; false if the identity service gives every token an expiry, in which case the test of such
     *     tokens is skipped
     */
    protected boolean tokensMayLackExpiry() {
        return true;
    }

    @Nested
    class Known extends KnownTokenTopic {
        Known() {
            super(TokenVerifierContract.this);
        }
    }

    /** A token that is not exactly a known one is rejected. */
    @Nested
    class Exactness extends TokenTopic {
        Exactness() {
            super(TokenVerifierContract.this);
        }

        @Test
        void anUnknownTokenIsRejected() {
            assertRejected(knowing(TOKEN, MEMBER), "unknown", "unknown");
            assertRejected(knowing(Map.of(), TestClock.at(NOW)), TOKEN);
        }

        @Test
        void aTokenThatDiffersInCaseIsRejected() {
            assertOnlyKnown(TOKEN, "GAAAAABK-TOKEN_OF.ALICE", "gaaaaabk-token_of.alice", "GAAAAABk-Token_of.Alice");
        }

        @Test
        void aPartOfATokenIsRejected() {
            assertOnlyKnown(TOKEN, TOKEN.substring(0, TOKEN.length() - 1), TOKEN.substring(0, 1), TOKEN.substring(1));
        }

        @Test
        void aTokenWithAnAdditionIsRejected() {
            assertOnlyKnown(TOKEN, TOKEN + "x", TOKEN + "=", "x" + TOKEN, TOKEN + "," + TOKEN);
        }

        @Test
        void aTokenIsNotDecoded() {
            assertOnlyKnown("a%41+b", "aA+b", "a%2541%2Bb");
        }

        private void assertOnlyKnown(String token, String... others) {
            TokenVerifier verifier = knowing(token, MEMBER);
            assertKnown(MEMBER, verifier, token);
            assertRejected(verifier, others);
        }

        @Test
        void similarTokensAreDifferentTokens() {
            assertTwoTokens("token", "Token");
            assertTwoTokens("token", "token1");
            assertTwoTokens("token", "token=");
            // Equal hash codes in Java.
            assertTwoTokens("token-Aa", "token-BB");
        }

        private void assertTwoTokens(String one, String another) {
            Caller other = new Caller(null, Set.of("reader"), EXPIRY.plusSeconds(1));
            TokenVerifier verifier =
                    knowing(Map.of(new AuthToken(one), MEMBER, new AuthToken(another), other), TestClock.at(NOW));
            for (int i = 0; i < 2; i++) {
                assertKnown(MEMBER, verifier, one);
                assertKnown(other, verifier, another);
            }
        }
    }

    /** A token is rejected from the moment it expires, even if it has been verified before. */
    @Nested
    class Expiry extends TokenTopic {
        Expiry() {
            super(TokenVerifierContract.this);
        }

        @Test
        void aTokenIsValidAMicrosecondBeforeItExpires() {
            assertKnown(MEMBER, knowing(TOKEN, MEMBER, TestClock.at(EXPIRY.minus(MICROSECOND))), TOKEN);
        }

        @Test
        void aTokenIsRejectedFromTheMomentItExpires() {
            for (Duration since : new Duration[] {
                Duration.ZERO, MICROSECOND, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(36_500)
            }) {
                assertRejected(knowing(TOKEN, MEMBER, TestClock.at(EXPIRY.plus(since))), TOKEN);
            }
        }

        @Test
        void aTokenThatWasValidIsRejectedFromTheMomentItExpires() {
            for (Instant first : new Instant[] {NOW, EXPIRY.minus(MICROSECOND)}) {
                TestClock clock = TestClock.at(first);
                TokenVerifier verifier = knowing(TOKEN, MEMBER, clock);
                assertKnown(MEMBER, verifier, TOKEN);
                clock.moveTo(EXPIRY.minus(MICROSECOND));
                assertKnown(MEMBER, verifier, TOKEN);
                clock.moveTo(EXPIRY);
                assertRejected(verifier, TOKEN, TOKEN);
            }
        }

        @Test
        void eachTokenHasItsOwnExpiry() {
            Caller shortLived = new Caller(PROJECT, ROLES, NOW.plusSeconds(5));
            TestClock clock = TestClock.at(NOW);
            TokenVerifier verifier =
                    knowing(Map.of(new AuthToken("short"), shortLived, new AuthToken("long"), MEMBER), clock);
            assertKnown(shortLived, verifier, "short");
            assertKnown(MEMBER, verifier, "long");
            clock.advance(Duration.ofSeconds(5));
            assertRejected(verifier, "short");
            assertKnown(MEMBER, verifier, "long");
        }
    }

    /** An unavailable identity service is an error, reported in bounded time, and never a rejection. */
    @Nested
    class Failure extends TokenTopic {
        Failure() {
            super(TokenVerifierContract.this);
        }

        @Test
        void anUnreachableIdentityServiceIsReportedAsUnavailableEveryTime() {
            TokenVerifier verifier = required(unreachable(), "identity service");
            for (int i = 0; i < 3; i++) {
                assertEquals(Backend.IDENTITY, failureOf(verifier).backend());
            }
        }

        @Test
        void theFailureDoesNotContainTheToken() {
            Throwable failure = failureOf(required(unreachable(), "identity service"));
            while (failure != null) {
                assertFalse(failure.toString().contains(TOKEN), "the message contains the token");
                failure = failure.getCause();
            }
        }

        private static BackendUnavailableException failureOf(TokenVerifier verifier) {
            Result result = assertTimeoutPreemptively(BOUND, () -> verify(verifier, TOKEN));
            return assertInstanceOf(BackendUnavailableException.class, result.failure());
        }
    }
}
