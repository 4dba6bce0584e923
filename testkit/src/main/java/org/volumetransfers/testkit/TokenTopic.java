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

/** A topic of the contract of {@link TokenVerifier}, with what the topics share. */
abstract class TokenTopic {

    static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
    static final Instant EXPIRY = NOW.plus(Duration.ofHours(24)).plusNanos(710_001_000);
    static final Duration MICROSECOND = Duration.ofNanos(1_000);
    static final ProjectId PROJECT = SampleTransfers.FIRST_PROJECT;
    static final Set<String> ROLES = Set.of("member");
    static final Caller MEMBER = new Caller(PROJECT, ROLES, EXPIRY);
    static final String TOKEN = "gAAAAABk-Token_of.Alice";

    private final TokenVerifierContract contract;

    TokenTopic(TokenVerifierContract contract) {
        this.contract = contract;
    }

    final TokenVerifier knowing(Map<AuthToken, Caller> tokens, Clock clock) {
        return contract.knowing(tokens, clock);
    }

    final TokenVerifier knowing(String token, Caller caller, Clock clock) {
        return knowing(Map.of(new AuthToken(token), caller), clock);
    }

    final TokenVerifier knowing(String token, Caller caller) {
        return knowing(token, caller, TestClock.at(NOW));
    }

    static void assertKnown(Caller caller, TokenVerifier verifier, String token) {
        assertEquals(new Result(caller, null), verify(verifier, token));
    }

    static void assertRejected(TokenVerifier verifier, String... tokens) {
        for (String token : tokens) {
            Result result = verify(verifier, token);
            assertInstanceOf(TokenRejectedException.class, result.failure(), () -> token + " has " + result);
        }
    }

    /** The result of a verification: a caller or a failure. */
    record Result(@Nullable Caller caller, @Nullable Throwable failure) {}

    /** Verifies a token, and awaits the caller or the failure without its wrapping. */
    static Result verify(TokenVerifier verifier, String token) {
        CompletionStage<Caller> stage;
        try {
            stage = verifier.verify(new AuthToken(token));
        } catch (RuntimeException e) {
            throw new AssertionError("the verifier threw, instead of failing its stage: " + e, e);
        }
        Throwable timeout = new TimeoutException("the stage does not complete");
        return stage.handle((caller, failure) -> new Result(caller, unwrap(failure)))
                .toCompletableFuture()
                .completeOnTimeout(new Result(null, timeout), AdapterContract.BOUND.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private static @Nullable Throwable unwrap(@Nullable Throwable failure) {
        boolean isWrapping = failure instanceof CompletionException || failure instanceof ExecutionException;
        return failure != null && isWrapping && failure.getCause() != null ? unwrap(failure.getCause()) : failure;
    }
}
