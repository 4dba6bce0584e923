package org.volumetransfers.adapter.keystone;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.TokenRejectedException;

/**
 * Remembers whose a token is, so that the identity service is asked once and not with each request.
 *
 * <ul>
 *   <li>A good token is remembered for the configured lifetime, at most until it expires; whether it has is looked at each
 *       time. A token revoked meanwhile passes until its entry ends.
 *   <li>A refused token is remembered too, for a short time, and apart from the good ones: who sends any number of bad
 *       tokens drives out no good one.
 *   <li>Who could not be asked has said nothing: faults are never remembered.
 *   <li>Who asks about a token that is being asked about shares that answer.
 *   <li>While the identity service is unavailable, remembered tokens stay valid until their entries end.
 *   <li>A token longer than {@link TokenCacheConfig#maxTokenBytes} is neither digested nor remembered.
 * </ul>
 *
 * <p>Keeps digests of tokens, never tokens. Safe for any number of threads.
 */
public final class CachingTokenVerifier implements TokenVerifier {

    private static final int ORDINARY_ROLE_CHARACTERS = 250;

    private final TokenVerifier verifier;
    private final Clock clock;
    private final int maxTokenBytes;
    private final Cache<TokenDigest, Caller> callers;
    private final Cache<TokenDigest, Boolean> refusals;
    /** What is being asked just now. Not a loading cache's business: that would log each refusal as a failure. */
    private final ConcurrentMap<TokenDigest, CompletableFuture<Caller>> questions = new ConcurrentHashMap<>();

    /**
     * Remembers what another verifier says.
     *
     * @param verifier who is asked
     * @param config what to remember, and for how long
     * @param clock tells when a token expires
     */
    public CachingTokenVerifier(TokenVerifier verifier, TokenCacheConfig config, Clock clock) {
        this(verifier, config, clock, Ticker.systemTicker());
    }

    /** As the other, with a ticker that tells how long something has been remembered. */
    CachingTokenVerifier(TokenVerifier verifier, TokenCacheConfig config, Clock clock, Ticker ticker) {
        this.verifier = Objects.requireNonNull(verifier, "verifier");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.maxTokenBytes = config.maxTokenBytes();
        this.callers = Caffeine.newBuilder()
                .maximumWeight(config.maxCallers())
                .weigher((TokenDigest token, Caller caller) -> weight(caller))
                .expireAfter(Expiry.<TokenDigest, Caller>creating((token, caller) -> lifetime(config, caller)))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
        this.refusals = Caffeine.newBuilder()
                .maximumSize(config.maxRefusals())
                .expireAfterWrite(config.refusalLifetime())
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** How many callers with ordinary roles take as much memory. */
    private static int weight(Caller caller) {
        return 1 + caller.roles().stream().mapToInt(String::length).sum() / ORDINARY_ROLE_CHARACTERS;
    }

    private Duration lifetime(TokenCacheConfig config, Caller caller) {
        Instant expiresAt = caller.expiresAt();
        if (expiresAt == null) {
            return config.lifetime();
        }
        Duration left = Duration.between(clock.instant(), expiresAt);
        return left.compareTo(config.lifetime()) < 0 ? left : config.lifetime();
    }

    @Override
    public CompletionStage<Caller> verify(AuthToken token) {
        if (token.value().length() > maxTokenBytes) {
            return verifier.verify(token);
        }
        TokenDigest digest = TokenDigest.of(token);
        @Nullable CompletionStage<Caller> known = known(digest);
        return known != null ? known : ask(token, digest);
    }

    private @Nullable CompletionStage<Caller> known(TokenDigest digest) {
        Caller caller = callers.getIfPresent(digest);
        if (caller != null && !caller.isExpiredAt(clock.instant())) {
            return CompletableFuture.completedStage(caller);
        }
        return caller != null || refusals.getIfPresent(digest) != null
                ? CompletableFuture.failedStage(new TokenRejectedException())
                : null;
    }

    private CompletionStage<Caller> ask(AuthToken token, TokenDigest digest) {
        CompletableFuture<Caller> answer = new CompletableFuture<>();
        @Nullable CompletableFuture<Caller> sameQuestion = questions.putIfAbsent(digest, answer);
        if (sameQuestion != null) {
            // Their own stage for each: whoever gets a future may complete it, and others wait for this one.
            return sameQuestion.copy();
        }
        @Nullable CompletionStage<Caller> meanwhile = known(digest);
        try {
            (meanwhile != null ? meanwhile : verifier.verify(token))
                    .whenComplete((caller, failure) -> answered(digest, answer, caller, failure));
        } catch (RuntimeException | Error e) {
            answered(digest, answer, null, e);
        }
        return answer.copy();
    }

    /** Remembers the answer before those who wait hear of it, so that none of them asks again. */
    private void answered(
            TokenDigest digest,
            CompletableFuture<Caller> answer,
            @Nullable Caller caller,
            @Nullable Throwable failure) {
        if (caller != null && !caller.isExpiredAt(clock.instant())) {
            callers.put(digest, caller);
            questions.remove(digest);
            answer.complete(caller);
            return;
        }
        Throwable refusal = failure == null ? new TokenRejectedException() : failure;
        if (IdentityFailures.withoutCompletion(refusal) instanceof TokenRejectedException) {
            refusals.put(digest, Boolean.TRUE);
        }
        questions.remove(digest);
        answer.completeExceptionally(refusal);
    }

    /** Says nothing of the tokens. */
    @Override
    public String toString() {
        return "CachingTokenVerifier[" + verifier + "]";
    }
}
