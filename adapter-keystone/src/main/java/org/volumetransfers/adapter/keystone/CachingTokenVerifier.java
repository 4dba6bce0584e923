package org.volumetransfers.adapter.keystone;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AccessRule;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.TokenRejectedException;

/**
 * Caches what another verifier returns, so that it verifies each token once instead of once per request.
 *
 * <ul>
 *   <li>A valid token is cached for the configured lifetime, but never beyond its expiry, which is checked on every use. A
 *       token revoked in the meantime remains valid until its entry expires.
 *   <li>A rejection is cached too, for a short time. The negative cache is separate, so that a flood of invalid tokens
 *       evicts no valid one.
 *   <li>Failures to verify a token are never cached.
 *   <li>Concurrent verifications of one token share one result.
 *   <li>While the identity service is unavailable, cached tokens remain valid until their entries expire.
 *   <li>A token longer than {@link TokenCacheConfig#maxTokenBytes} is neither hashed nor cached.
 * </ul>
 *
 * <p>An expired caller is never returned, even if the other verifier returns one. The cache holds digests of tokens, never
 * the tokens themselves. Thread-safe and non-blocking.
 */
public final class CachingTokenVerifier implements TokenVerifier {

    private static final int ORDINARY_CHARACTERS = 250;

    private final TokenVerifier verifier;
    private final Clock clock;
    private final TokenCacheConfig config;
    private final Cache<TokenDigest, Caller> callers;
    private final Cache<TokenDigest, Boolean> rejections;
    /** Verifications in flight. Caffeine's asynchronous cache would log each of their failures. */
    private final ConcurrentMap<TokenDigest, CompletableFuture<Caller>> inFlight = new ConcurrentHashMap<>();

    /**
     * Starts with an empty cache.
     *
     * @param verifier the verifier whose results are cached
     * @param config what to cache, and for how long
     * @param clock the time that the expiry of tokens is compared with
     */
    public CachingTokenVerifier(TokenVerifier verifier, TokenCacheConfig config, Clock clock) {
        this(verifier, config, clock, Ticker.systemTicker());
    }

    /** Measures the lifetime of entries with the given ticker. */
    CachingTokenVerifier(TokenVerifier verifier, TokenCacheConfig config, Clock clock, Ticker ticker) {
        this.verifier = Objects.requireNonNull(verifier, "verifier");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.config = config;
        this.callers = caffeine(ticker)
                .maximumWeight(config.maxCallers())
                .weigher((TokenDigest token, Caller caller) -> weight(caller))
                .expireAfter(Expiry.<TokenDigest, Caller>creating((token, caller) -> lifetime(caller)))
                .build();
        this.rejections = caffeine(ticker)
                .maximumSize(config.maxRefusals())
                .expireAfterWrite(config.refusalLifetime())
                .build();
    }

    private static Caffeine<Object, Object> caffeine(Ticker ticker) {
        return Caffeine.newBuilder().ticker(ticker).executor(Runnable::run);
    }

    /** Returns how many callers with ordinary roles and without rules take as much memory. */
    private static int weight(Caller caller) {
        int characters = caller.roles().stream().mapToInt(String::length).sum();
        for (AccessRule rule : Objects.requireNonNullElse(caller.accessRules(), Set.<AccessRule>of())) {
            characters += rule.method().length() + rule.path().length();
        }
        return 1 + characters / ORDINARY_CHARACTERS;
    }

    private Duration lifetime(Caller caller) {
        Instant expiresAt = caller.expiresAt();
        if (expiresAt == null) {
            return config.lifetime();
        }
        Duration left = Duration.between(clock.instant(), expiresAt);
        return left.compareTo(config.lifetime()) < 0 ? left : config.lifetime();
    }

    @Override
    public CompletionStage<Caller> verify(AuthToken token) {
        if (token.value().length() > config.maxTokenBytes()) {
            return verifier.verify(token).thenApply(this::unexpired);
        }
        TokenDigest digest = TokenDigest.of(token);
        @Nullable CompletionStage<Caller> known = known(digest);
        return known != null ? known : verify(token, digest);
    }

    private Caller unexpired(Caller caller) {
        if (caller.isExpiredAt(clock.instant())) {
            throw new TokenRejectedException();
        }
        return caller;
    }

    private @Nullable CompletionStage<Caller> known(TokenDigest digest) {
        Caller caller = callers.getIfPresent(digest);
        if (caller != null && !caller.isExpiredAt(clock.instant())) {
            return CompletableFuture.completedStage(caller);
        }
        return caller != null || rejections.getIfPresent(digest) != null
                ? CompletableFuture.failedStage(new TokenRejectedException())
                : null;
    }

    private CompletionStage<Caller> verify(AuthToken token, TokenDigest digest) {
        CompletableFuture<Caller> result = new CompletableFuture<>();
        @Nullable CompletableFuture<Caller> same = inFlight.putIfAbsent(digest, result);
        if (same != null) {
            // A copy, because each caller may complete the future that it receives.
            return same.copy();
        }
        @Nullable CompletionStage<Caller> meanwhile = known(digest);
        try {
            (meanwhile != null ? meanwhile : verifier.verify(token))
                    .thenApply(this::unexpired)
                    .whenComplete((caller, failure) -> complete(digest, result, caller, failure));
        } catch (RuntimeException | Error e) {
            complete(digest, result, null, e);
        }
        return result.copy();
    }

    /** Caches the result before it is published, so that none of those who wait causes another verification. */
    private void complete(
            TokenDigest digest,
            CompletableFuture<Caller> result,
            @Nullable Caller caller,
            @Nullable Throwable failure) {
        if (caller != null) {
            callers.put(digest, caller);
        } else if (failure != null && IdentityFailures.unwrap(failure) instanceof TokenRejectedException) {
            rejections.put(digest, Boolean.TRUE);
        }
        inFlight.remove(digest);
        IdentityFailures.complete(result, caller, failure);
    }

    /** Returns the name of the other verifier and no token. */
    @Override
    public String toString() {
        return "CachingTokenVerifier[" + verifier + "]";
    }
}
