package org.volumetransfers.testkit;

// Longer than 250 lines: the contract, topic by topic.

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.TokenRejectedException;

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

    private static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
    private static final Instant EXPIRY = NOW.plus(Duration.ofHours(24)).plusNanos(710_001_000);
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);
    private static final ProjectId PROJECT = SampleTransfers.FIRST_PROJECT;
    private static final Set<String> ROLES = Set.of("member");
    static final Caller MEMBER = new Caller(PROJECT, ROLES, EXPIRY);
    private static final String TOKEN = "gAAAAABk-Token_of.Alice";

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

    private TokenVerifier knowing(String token, Caller caller, Clock clock) {
        return knowing(Map.of(new AuthToken(token), caller), clock);
    }

    private TokenVerifier knowing(String token, Caller caller) {
        return knowing(token, caller, TestClock.at(NOW));
    }

    private static void assertKnown(Caller caller, TokenVerifier verifier, String token) {
        assertEquals(new Result(caller, null), verify(verifier, token));
    }

    private static void assertRejected(TokenVerifier verifier, String... tokens) {
        for (String token : tokens) {
            Result result = verify(verifier, token);
            assertInstanceOf(TokenRejectedException.class, result.failure(), () -> token + " has " + result);
        }
    }

    /** The result of a verification: a caller or a failure. */
    private record Result(@Nullable Caller caller, @Nullable Throwable failure) {}

    /** Verifies a token, and awaits the caller or the failure without its wrapping. */
    private static Result verify(TokenVerifier verifier, String token) {
        CompletionStage<Caller> stage;
        try {
            stage = verifier.verify(new AuthToken(token));
        } catch (RuntimeException e) {
            throw new AssertionError("the verifier threw, instead of failing its stage: " + e, e);
        }
        Throwable timeout = new TimeoutException("the stage does not complete");
        return stage.handle((caller, failure) -> new Result(caller, unwrap(failure)))
                .toCompletableFuture()
                .completeOnTimeout(new Result(null, timeout), BOUND.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
        boolean isWrapping = failure instanceof CompletionException || failure instanceof ExecutionException;
        return failure != null && isWrapping && failure.getCause() != null ? unwrap(failure.getCause()) : failure;
    }

    /** The caller of a known token has exactly the project, roles and expiry of the token. */
    @Nested
    class Known {

        @Test
        void allRolesComeBackUnchanged() {
            Set<String> roles = Set.of("member", "Member", "te_admin", "op_gated_evs", "two words", "\u00E9\u8F6C");
            assertComesBack(PROJECT, roles, EXPIRY);
        }

        @Test
        void rolesAndProjectMayBeMissing() {
            assertComesBack(PROJECT, Set.of(), EXPIRY);
            assertComesBack(null, ROLES, EXPIRY);
            assertComesBack(null, Set.of(), EXPIRY);
        }

        @Test
        void projectIdsComeBackUnchanged() {
            for (String project : new String[] {
                "a4a5d4098fb4474fa22cd05f897d6b99", "a4a5d409-8fb4-474f-a22c-d05f897d6b99", "UPPER_lower-1", "1"
            }) {
                assertComesBack(new ProjectId(project), ROLES, EXPIRY);
            }
        }

        @Test
        void expiryKeepsItsMicroseconds() {
            for (int micros : new int[] {0, 1, 710_000, 999_999}) {
                assertComesBack(PROJECT, ROLES, NOW.plusSeconds(3600).plusNanos(micros * 1_000L));
            }
        }

        private void assertComesBack(@Nullable ProjectId project, Set<String> roles, Instant expiry) {
            Caller caller = new Caller(project, roles, expiry);
            assertKnown(caller, knowing(TOKEN, caller), TOKEN);
        }

        @Test
        void aTokenWithoutExpiryIsAlwaysValid() {
            assumeTrue(
                    tokensMayLackExpiry(),
                    "the suite says that every token has an expiry, so tokens without one are not tested");
            Caller caller = new Caller(PROJECT, ROLES, null);
            TestClock clock = TestClock.at(NOW);
            TokenVerifier verifier = knowing(TOKEN, caller, clock);
            assertKnown(caller, verifier, TOKEN);
            clock.advance(Duration.ofDays(36_500));
            assertKnown(caller, verifier, TOKEN);
        }

        @Test
        void parallelVerificationsEachGetTheirOwnCaller() {
            Map<AuthToken, Caller> tokens = new HashMap<>();
            for (int i = 0; i < 50; i++) {
                tokens.put(new AuthToken("token-" + i), numbered(i));
            }
            TokenVerifier verifier = knowing(tokens, TestClock.at(NOW));
            Readers.inParallel(8, thread -> {
                for (int i = 0; i < 50; i++) {
                    int number = (thread * 3 + i) % 50;
                    assertKnown(numbered(number), verifier, "token-" + number);
                    assertRejected(verifier, "unknown-" + number);
                }
            });
        }

        private static Caller numbered(int i) {
            return new Caller(new ProjectId("project-" + i), Set.of("role-" + i), EXPIRY.plusSeconds(i));
        }

        @Test
        void allVerificationsOfOneTokenGetItsCaller() {
            TokenVerifier verifier = knowing(TOKEN, MEMBER);
            Readers.inParallel(8, thread -> assertKnown(MEMBER, verifier, TOKEN));
            assertKnown(MEMBER, verifier, TOKEN);
        }

        @Test
        void longTokensAreKnown() {
            for (int length : new int[] {180, 4_096, 8_192, 32_768}) {
                String token = "x".repeat(length - 1) + "y";
                TokenVerifier verifier = knowing(token, MEMBER);
                assertKnown(MEMBER, verifier, token);
                assertRejected(verifier, "x".repeat(length));
            }
        }

        @Test
        void tokensOfAllVisibleAsciiCharactersAreKnown() {
            String token = IntStream.rangeClosed('!', '~')
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            assertKnown(MEMBER, knowing(token, MEMBER), token);
        }
    }

    /** A token that is not exactly a known one is rejected. */
    @Nested
    class Exactness {

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
    class Expiry {

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
    class Failure {

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
