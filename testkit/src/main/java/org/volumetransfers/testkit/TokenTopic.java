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
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.TokenRejectedException;

/** What the topics of {@link TokenVerifierContract} share: getting a verifier, and hearing its answer. */
abstract class TokenTopic {

    static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
    static final Instant EXPIRY = NOW.plus(Duration.ofHours(24)).plusNanos(710_001_000);
    static final ProjectId PROJECT = SampleTransfers.FIRST_PROJECT;
    static final Caller MEMBER = new Caller(PROJECT, Set.of("member"), EXPIRY);

    /** Generous: this asks whether the adapter bounds its time at all, not how fast it is. */
    private static final long PATIENCE_SECONDS = 30;

    private final BiFunction<Map<AuthToken, Caller>, Clock, TokenVerifier> source;

    TokenTopic(BiFunction<Map<AuthToken, Caller>, Clock, TokenVerifier> source) {
        this.source = source;
    }

    final TokenVerifier knowing(Map<AuthToken, Caller> tokens, Clock clock) {
        return source.apply(Map.copyOf(tokens), clock);
    }

    final TokenVerifier knowing(String token, Caller caller) {
        return knowing(Map.of(new AuthToken(token), caller), TestClock.at(NOW));
    }

    static void assertKnown(Caller caller, TokenVerifier verifier, String token) {
        assertEquals(new Answer(caller, null), ask(verifier, token));
    }

    static void assertRejected(TokenVerifier verifier, String token) {
        assertInstanceOf(TokenRejectedException.class, ask(verifier, token).failure());
    }

    /** Asks, and waits for the stage: a caller or what it failed with, freed of its wrapping. */
    static Answer ask(TokenVerifier verifier, String token) {
        CompletionStage<Caller> stage;
        try {
            stage = verifier.verify(new AuthToken(token));
        } catch (RuntimeException e) {
            throw new AssertionError("the verifier threw, instead of failing its stage: " + e, e);
        }
        try {
            return new Answer(stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS), null);
        } catch (ExecutionException e) {
            return new Answer(null, unwrap(e));
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
     * What came of a question.
     *
     * @param caller who is behind the token, or null
     * @param failure why nobody is, or null
     */
    record Answer(@Nullable Caller caller, @Nullable Throwable failure) {}
}
