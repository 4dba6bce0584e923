package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.TokenRejectedException;

/** What the topics of {@link TokenVerifierContract} share: obtaining a verifier, and awaiting its result. */
abstract class TokenTopic {

    static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
    static final Instant EXPIRY = NOW.plus(Duration.ofHours(24)).plusNanos(710_001_000);
    static final ProjectId PROJECT = SampleTransfers.FIRST_PROJECT;
    static final Caller MEMBER = new Caller(PROJECT, Set.of("member"), EXPIRY);
    static final String TOKEN = "gAAAAABk-Token_of.Alice";

    /** Long, since the contract requires that the adapter bounds its time, not that it is fast. */
    private static final long BOUND_SECONDS = 30;

    final TokenVerifierContract contract;

    TokenTopic(TokenVerifierContract contract) {
        this.contract = contract;
    }

    final TokenVerifier knowing(Map<AuthToken, Caller> tokens, Clock clock) {
        return contract.knowing(Map.copyOf(tokens), clock);
    }

    final TokenVerifier knowing(String token, Caller caller) {
        return knowing(Map.of(new AuthToken(token), caller), TestClock.at(NOW));
    }

    static void assertKnown(Caller caller, TokenVerifier verifier, String token) {
        assertEquals(new Result(caller, null), verify(verifier, token));
    }

    static void assertRejected(TokenVerifier verifier, String... tokens) {
        for (String token : tokens) {
            assertInstanceOf(
                    TokenRejectedException.class, verify(verifier, token).failure());
        }
    }

    /** Verifies a token, and awaits the caller or the failure without its wrapping. */
    static Result verify(TokenVerifier verifier, String token) {
        CompletionStage<Caller> stage;
        try {
            stage = verifier.verify(new AuthToken(token));
        } catch (RuntimeException e) {
            throw new AssertionError("the verifier threw, instead of failing its stage: " + e, e);
        }
        try {
            return new Result(stage.toCompletableFuture().get(BOUND_SECONDS, TimeUnit.SECONDS), null);
        } catch (ExecutionException e) {
            return new Result(null, unwrap(e));
        } catch (TimeoutException e) {
            throw new AssertionError("the stage does not complete", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a token was being verified", e);
        }
    }

    private static Throwable unwrap(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean isWrapping = failure instanceof ExecutionException || failure instanceof CompletionException;
        return isWrapping && cause != null ? unwrap(cause) : failure;
    }

    /**
     * The result of a verification: one of both.
     *
     * @param caller the caller, or null
     * @param failure the failure, or null
     */
    record Result(@Nullable Caller caller, @Nullable Throwable failure) {}
}
