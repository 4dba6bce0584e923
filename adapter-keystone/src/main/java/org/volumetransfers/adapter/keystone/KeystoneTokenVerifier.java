package org.volumetransfers.adapter.keystone;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.TokenRejectedException;

/**
 * Asks Keystone about each token. Put a {@link CachingTokenVerifier} in front of it.
 *
 * <p><b>Self-validation</b>, the default: the token asks about itself, which every token may. <b>Service-token mode</b>:
 * a service user asks, whose token is fetched when it is first needed and again before it expires.
 *
 * <p><b>Time:</b> a verification is done within {@link KeystoneConfig#callTimeout}, whatever Keystone does. Within that
 * time a request is sent once more: at once where connecting failed or the answer was 502, 504 or a 503 without {@code
 * Retry-After}, and on a fresh connection after a second, or a quarter of the time-out if that is shorter, without an
 * answer. Connections take new requests for 30 s at most. After 429 or 503 Keystone is not asked for as long as it says in {@code Retry-After}, 1 s where it does
 * not say, 30 s at most; verifications fail at once meanwhile.
 *
 * <p><b>Bounds:</b> a token longer than {@link KeystoneConfig#maxTokenBytes} is rejected without asking. No more of an
 * answer is kept than 1000 names of roles of at most 255 characters; a token with more cannot be verified.
 *
 * <p><b>Threads:</b> safe for any number of threads; none waits. Stages complete on threads of the common pool, or of the
 * JDK's timer. There is nothing to close: connections and threads end 30 s after the last verification at the latest.
 */
public final class KeystoneTokenVerifier implements TokenVerifier {

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(1);
    private static final int PATIENCE_SHARE = 4;

    private final KeystoneConfig config;
    private final KeystoneClient client;
    private final IdentityFailures failures;
    private final Verdict verdict;
    private final CallSlots slots;
    private final @Nullable ServiceToken service;

    /**
     * Connects to nothing before the first token is verified.
     *
     * @param config where Keystone is, and how to ask it
     * @param clock tells when a token or a back-off ends
     */
    public KeystoneTokenVerifier(KeystoneConfig config, Clock clock) {
        this(config, clock, patience(config.callTimeout()));
    }

    /** As the other, with the time that an attempt may have no answer until there is a second one. */
    KeystoneTokenVerifier(KeystoneConfig config, Clock clock, Duration patience) {
        this.config = config;
        this.failures = new IdentityFailures(config);
        // A call that starts has at least as much time left as it has waited.
        this.slots = new CallSlots(
                config.maxCalls(), config.maxWaiting(), config.callTimeout().dividedBy(2));
        this.client = new KeystoneClient(config, failures, slots, patience, clock);
        this.verdict = new Verdict(failures, config.rolesOfInterest(), clock);
        @Nullable ServiceCredentials credentials = config.credentials();
        this.service = credentials == null
                ? null
                : new ServiceToken(client, credentials, failures, config.callTimeout(), clock);
    }

    /** Leaves time for the second attempt, also where the call has waited for half of its time. */
    static Duration patience(Duration callTimeout) {
        Duration share = callTimeout.dividedBy(PATIENCE_SHARE);
        return share.compareTo(LONGEST_PATIENCE) < 0 ? share : LONGEST_PATIENCE;
    }

    @Override
    public CompletionStage<Caller> verify(AuthToken token) {
        // Visible ASCII has as many bytes as characters.
        if (token.value().length() > config.maxTokenBytes()) {
            return CompletableFuture.failedStage(new TokenRejectedException());
        }
        @Nullable String backOff = client.reasonToBackOff();
        if (backOff != null) {
            return CompletableFuture.failedStage(failures.unusable(backOff));
        }
        CompletableFuture<Caller> whole =
                new CompletableFuture<Caller>().orTimeout(config.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
        Runnable turnAway = () -> whole.completeExceptionally(failures.unusable("is not asked: too many are waiting"));
        if (!slots.take(whole, () -> start(token, whole), turnAway)) {
            turnAway.run();
        }
        return whole.exceptionally(failure -> {
            throw failures.of(failure);
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are dealt with inside
    private void start(AuthToken token, CompletableFuture<Caller> whole) {
        try {
            ask(token, whole).whenComplete((caller, failure) -> {
                if (failure == null) {
                    whole.complete(caller);
                } else {
                    whole.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException | Error e) {
            whole.completeExceptionally(e);
        }
    }

    private CompletableFuture<Caller> ask(AuthToken token, CompletableFuture<?> whole) {
        if (service == null) {
            return client.validate(token.value(), token.value(), whole).thenApply(verdict::ofItself);
        }
        return service.get().thenCompose(issued -> askAs(issued, token, whole));
    }

    /** A service token that is refused is replaced once; when the next is refused too, that is no fault of the caller. */
    private CompletableFuture<Caller> askAs(ServiceToken.Issued issued, AuthToken token, CompletableFuture<?> whole) {
        ServiceToken own = Objects.requireNonNull(service);
        return client.validate(issued.value(), token.value(), whole)
                .thenCompose(answer -> {
                    if (!Verdict.refusesTheAsker(answer)) {
                        return CompletableFuture.completedFuture(answer);
                    }
                    return own.insteadOf(issued)
                            .thenCompose(next -> client.validate(next.value(), token.value(), whole)
                                    .whenComplete((second, failure) -> {
                                        if (second != null && Verdict.refusesTheAsker(second)) {
                                            own.refusedAgain(next, second.statusCode());
                                        }
                                    }));
                })
                .thenApply(verdict::ofAnother);
    }

    /** Says where it asks, and nothing of what it knows. */
    @Override
    public String toString() {
        return "KeystoneTokenVerifier[" + config + "]";
    }
}
