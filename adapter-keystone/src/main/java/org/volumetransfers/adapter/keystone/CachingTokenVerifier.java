package org.volumetransfers.adapter.keystone;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
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
 *   <li>A token that is used in the last fifth of that time is verified again in the background, so that active callers do
 *       not wait when their entries end. A rejection then ends the entry at once; a failure leaves it as it is, and is
 *       followed by another attempt after 5 s at the earliest.
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

    private static final int REFRESH_SHARE = 5;
    /** Refreshes take turns as a client of their own, whatever else comes from the clients that use the tokens. */
    private static final String REFRESHES = "refreshes";

    private static final Duration REFRESH_PAUSE = Duration.ofSeconds(5);

    private final TokenVerifier verifier;
    private final Clock clock;
    private final Ticker ticker;
    private final TokenCacheConfig config;
    private final Cache<TokenDigest, Entry> callers;
    private final Cache<TokenDigest, Boolean> rejections;
    /** Verifications in flight. Caffeine's asynchronous cache would log each of their failures. */
    private final ConcurrentMap<TokenDigest, CompletableFuture<Caller>> inFlight = new ConcurrentHashMap<>();

    /**
     * A cached caller.
     *
     * @param refreshAt the time of the ticker from which use causes a refresh
     */
    private record Entry(Caller caller, Duration lifetime, AtomicLong refreshAt) {

        /** Tells whether to start a refresh; at most once in {@link #REFRESH_PAUSE}. */
        boolean claimRefresh(long now) {
            long due = refreshAt.get();
            return now - due >= 0 && refreshAt.compareAndSet(due, now + REFRESH_PAUSE.toNanos());
        }
    }

    /**
     * Starts with an empty cache.
     *
     * @param verifier the verifier whose results are cached
     * @param config what to cache, and for how long
     * @param clock the time that the expiry of tokens is compared with
     */
    public CachingTokenVerifier(TokenVerifier verifier, TokenCacheConfig config, Clock clock) {
        this(verifier, config, clock, StatsCounter.disabledStatsCounter());
    }

    /** Also counts the uses of the cache of valid tokens. */
    public CachingTokenVerifier(TokenVerifier verifier, TokenCacheConfig config, Clock clock, StatsCounter counter) {
        this(verifier, config, clock, Ticker.systemTicker(), counter);
    }

    /** Measures the lifetime of entries with the given ticker. */
    CachingTokenVerifier(TokenVerifier verifier, TokenCacheConfig config, Clock clock, Ticker ticker) {
        this(verifier, config, clock, ticker, StatsCounter.disabledStatsCounter());
    }

    private CachingTokenVerifier(
            TokenVerifier verifier, TokenCacheConfig config, Clock clock, Ticker ticker, StatsCounter counter) {
        this.verifier = Objects.requireNonNull(verifier, "verifier");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.ticker = ticker;
        this.config = config;
        this.callers = caffeine(ticker)
                .recordStats(() -> counter)
                .maximumWeight(config.maxCallers())
                .weigher((TokenDigest token, Entry entry) -> weight(entry.caller()))
                .expireAfter(Expiry.<TokenDigest, Entry>writing((token, entry) -> entry.lifetime()))
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

    /** The entry of a token that ends first is not refreshed, since it cannot be prolonged. */
    private Entry entry(Caller caller) {
        Duration lifetime = lifetime(caller);
        boolean isProlonged = lifetime.equals(config.lifetime());
        Duration fresh = isProlonged ? lifetime.minus(lifetime.dividedBy(REFRESH_SHARE)) : lifetime;
        return new Entry(caller, lifetime, new AtomicLong(ticker.read() + fresh.toNanos()));
    }

    @Override
    public CompletionStage<Caller> verify(AuthToken token) {
        return verify(token, null);
    }

    @Override
    public CompletionStage<Caller> verify(AuthToken token, @Nullable String client) {
        if (token.value().length() > config.maxTokenBytes()) {
            return verifier.verify(token, client).thenApply(this::unexpired);
        }
        TokenDigest digest = TokenDigest.of(token);
        @Nullable CompletionStage<Caller> known = known(token, digest);
        return known != null ? known : verify(token, client, digest);
    }

    private Caller unexpired(Caller caller) {
        if (caller.isExpiredAt(clock.instant())) {
            throw new TokenRejectedException();
        }
        return caller;
    }

    private @Nullable CompletionStage<Caller> known(AuthToken token, TokenDigest digest) {
        Entry entry = callers.getIfPresent(digest);
        if (entry != null && !entry.caller().isExpiredAt(clock.instant())) {
            if (entry.claimRefresh(ticker.read())) {
                refresh(token, digest);
            }
            return CompletableFuture.completedStage(entry.caller());
        }
        return entry != null || rejections.getIfPresent(digest) != null
                ? CompletableFuture.failedStage(new TokenRejectedException())
                : null;
    }

    /** Verifies a cached token, unless that is happening already. If its entry ends meanwhile, callers get this result. */
    private void refresh(AuthToken token, TokenDigest digest) {
        CompletableFuture<Caller> result = new CompletableFuture<>();
        if (inFlight.putIfAbsent(digest, result) == null) {
            start(token, REFRESHES, digest, result);
        }
    }

    private CompletionStage<Caller> verify(AuthToken token, @Nullable String client, TokenDigest digest) {
        CompletableFuture<Caller> result = new CompletableFuture<>();
        @Nullable CompletableFuture<Caller> same = inFlight.putIfAbsent(digest, result);
        if (same != null) {
            // A copy, because each caller may complete the future that it receives.
            return same.copy();
        }
        @Nullable CompletionStage<Caller> meanwhile = known(token, digest);
        if (meanwhile == null) {
            start(token, client, digest, result);
        } else {
            inFlight.remove(digest);
            meanwhile.whenComplete((caller, failure) -> IdentityFailures.complete(result, caller, failure));
        }
        return result.copy();
    }

    private void start(AuthToken token, @Nullable String client, TokenDigest digest, CompletableFuture<Caller> result) {
        try {
            verifier.verify(token, client)
                    .thenApply(this::unexpired)
                    .whenComplete((caller, failure) -> complete(digest, result, caller, failure));
        } catch (RuntimeException | Error e) {
            complete(digest, result, null, e);
        }
    }

    /** Caches the result before it is published, so that none of those who wait causes another verification. */
    private void complete(
            TokenDigest digest,
            CompletableFuture<Caller> result,
            @Nullable Caller caller,
            @Nullable Throwable failure) {
        if (caller != null) {
            callers.put(digest, entry(caller));
        } else if (failure != null && IdentityFailures.unwrap(failure) instanceof TokenRejectedException) {
            callers.invalidate(digest);
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
