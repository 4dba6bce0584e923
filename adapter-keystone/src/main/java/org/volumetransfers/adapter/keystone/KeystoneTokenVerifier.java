package org.volumetransfers.adapter.keystone;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.TokenRejectedException;

/**
 * Verifies each token with Keystone. Wrap it in a {@link CachingTokenVerifier}.
 *
 * <p><b>Self-validation</b>, the default: each token authenticates the request for its own validation, which every token
 * may do. <b>Service-token mode</b>: a service user validates all tokens, with a token of its own that is issued when first
 * needed and reissued before it expires.
 *
 * <p><b>Time:</b> a verification completes within {@link KeystoneConfig#callTimeout}, whatever Keystone does. Within that
 * time a request is repeated once: immediately if the connection failed or the response was 502, 504 or a 503 without
 * {@code Retry-After}, and over a fresh connection if there is no response within a second, or within a quarter of the
 * time-out if that is shorter. Connections carry new requests for at most 30 s. After a 429 or 503, verifications fail
 * immediately for the time that Keystone states in {@code Retry-After}: 1 s by default, at most 30 s.
 *
 * <p><b>Fairness:</b> clients take turns for the limited number of calls, and one that has presented a valid token within an
 * hour has places of its own; 10,000 such clients are remembered. When too many verifications are waiting, the client with
 * most of them loses its latest one, which fails as if Keystone were unavailable.
 *
 * <p><b>Bounds:</b> a token longer than {@link KeystoneConfig#maxTokenBytes} is rejected without calling Keystone. Of a
 * response no more is kept than 1000 role names of at most 255 characters and 200 access rules whose parts have at most 255
 * characters; a token with more cannot be verified.
 *
 * <p><b>Threads:</b> thread-safe and non-blocking. Stages complete on threads of the common pool, of the JDK's timer or of
 * this class. There is nothing to close: connections and threads end by themselves when they have been idle.
 */
public final class KeystoneTokenVerifier implements TokenVerifier {

    private static final Duration MAX_SECOND_ATTEMPT_DELAY = Duration.ofSeconds(1);
    private static final int SECOND_ATTEMPT_SHARE = 4;
    private static final Duration PROVEN_LIFETIME = Duration.ofHours(1);
    private static final int MAX_PROVEN = 10_000;

    private final KeystoneConfig config;
    private final KeystoneClient keystone;
    private final IdentityFailures failures;
    private final Verdict verdict;
    private final CallSlots slots;
    private final @Nullable ServiceToken service;
    /** The clients whose calls have places of their own. */
    private final Cache<String, Boolean> proven = Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(MAX_PROVEN)
            .expireAfterWrite(PROVEN_LIFETIME)
            .build();

    /**
     * Opens no connection before the first verification.
     *
     * @param config where Keystone is, and how to call it
     * @param clock the time that the expiry of tokens and back-offs are compared with
     */
    public KeystoneTokenVerifier(KeystoneConfig config, Clock clock) {
        this(config, clock, (status, time) -> {});
    }

    /** Also observes the calls to Keystone, but for those of {@link #ask}. */
    public KeystoneTokenVerifier(KeystoneConfig config, Clock clock, CallObserver observer) {
        this(config, clock, secondAttemptDelay(config.callTimeout()), observer);
    }

    /** Sets how long an attempt may have no response before there is a second one. */
    KeystoneTokenVerifier(KeystoneConfig config, Clock clock, Duration secondAttemptDelay) {
        this(config, clock, secondAttemptDelay, (status, time) -> {});
    }

    private KeystoneTokenVerifier(
            KeystoneConfig config, Clock clock, Duration secondAttemptDelay, CallObserver observer) {
        this.config = config;
        this.failures = new IdentityFailures(config);
        this.slots = new CallSlots(config.maxCalls(), config.maxWaiting(), HttpClients.THREADS, this::tooMany);
        this.keystone = new KeystoneClient(config, slots, secondAttemptDelay, clock, observer);
        this.verdict = new Verdict(failures, config, clock);
        @Nullable ServiceCredentials credentials = config.credentials();
        this.service = credentials == null
                ? null
                : new ServiceToken(keystone, credentials, failures, config.callTimeout(), clock);
    }

    /** Leaves time for a second attempt even if the call has waited for half of its time. */
    static Duration secondAttemptDelay(Duration callTimeout) {
        Duration share = callTimeout.dividedBy(SECOND_ATTEMPT_SHARE);
        return share.compareTo(MAX_SECOND_ATTEMPT_DELAY) < 0 ? share : MAX_SECOND_ATTEMPT_DELAY;
    }

    @Override
    public CompletionStage<Caller> verify(AuthToken token) {
        return verify(token, null);
    }

    @Override
    public CompletionStage<Caller> verify(AuthToken token, @Nullable String client) {
        // Visible ASCII has as many bytes as characters.
        if (token.value().length() > config.maxTokenBytes()) {
            return CompletableFuture.failedStage(new TokenRejectedException());
        }
        @Nullable String backOff = keystone.backOffReason();
        if (backOff != null) {
            return CompletableFuture.failedStage(failures.unusable(backOff));
        }
        CompletableFuture<Caller> verification =
                new CompletableFuture<Caller>().orTimeout(config.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
        long now = System.nanoTime();
        boolean isProven = client != null && proven.getIfPresent(client) != null;
        slots.take(client, isProven, verification, () -> start(token, verification, now));
        return verification.handle((caller, failure) -> {
            if (failure != null) {
                throw failures.of(failure);
            }
            if (client != null) {
                proven.put(client, Boolean.TRUE);
            }
            return caller;
        });
    }

    private BackendUnavailableException tooMany() {
        return failures.unusable("is not called: too many verifications are waiting");
    }

    /** A call that has waited for half of its time is refused: it would likely occupy a slot for nothing. */
    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are handled inside
    private void start(AuthToken token, CompletableFuture<Caller> verification, long since) {
        if (System.nanoTime() - since > config.callTimeout().dividedBy(2).toNanos()) {
            verification.completeExceptionally(tooMany());
            return;
        }
        CompletableFuture.completedFuture(token)
                .thenCompose(subject -> validate(subject.value(), verification))
                .whenComplete((caller, failure) -> IdentityFailures.complete(verification, caller, failure));
    }

    private CompletableFuture<Caller> validate(String token, CompletableFuture<?> verification) {
        return service == null
                ? keystone.validate(token, token, verification).thenApply(verdict::ofSelfValidation)
                : service.authenticate(own -> keystone.validate(own, token, verification))
                        .thenApply(verdict::ofServiceValidation);
    }

    /** Returns how many calls wait for a slot: at least 0. */
    public int queued() {
        return slots.waiting();
    }

    /**
     * Requests Keystone's version document, which needs no token: for a readiness probe, see {@link #silence}.
     *
     * @return completes when Keystone has answered, with whatever status, or has failed to within the time-out for calls
     */
    public CompletionStage<Void> ask() {
        return keystone.askVersion(config.callTimeout()).exceptionally(failure -> null);
    }

    /**
     * Returns how long ago Keystone last answered anything without a server error; a day or more if it has not yet. Callers
     * that want to know whether an idle Keystone is available {@link #ask} it regularly.
     */
    public Duration silence() {
        return keystone.silence();
    }

    /** Returns where tokens are verified, without any secret. */
    @Override
    public String toString() {
        return "KeystoneTokenVerifier[" + config + "]";
    }
}
