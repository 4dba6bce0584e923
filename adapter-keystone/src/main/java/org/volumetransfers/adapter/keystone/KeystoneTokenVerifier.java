package org.volumetransfers.adapter.keystone;

import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/**
 * Asks Keystone whose a token is, with one call for each verification: put a {@link CachingTokenVerifier} in front of it.
 *
 * <p><b>Self-validation</b>, the default: the token asks about itself, which every token may. <b>Service-token mode</b>:
 * a service user asks, whose token is fetched when it is first needed and again before it expires.
 *
 * <p><b>Time:</b> a verification is done within {@link KeystoneConfig#callTimeout}, whatever Keystone does. Who cannot
 * connect, or gets 502, 503 or 504, tries once more within that time.
 *
 * <p><b>Threads:</b> safe for any number of threads; none waits. Stages complete on threads of the JDK's HTTP client, or
 * of its timer.
 * Nothing is to be closed: connections and threads end when nobody refers to this any more.
 */
public final class KeystoneTokenVerifier implements TokenVerifier {

    private final KeystoneConfig config;
    private final KeystoneClient client;
    private final IdentityFailures failures;
    private final Verdict verdict;
    private final CallSlots slots;
    private final @Nullable ServiceToken service;

    /**
     * Prepares the asking; nothing is connected before the first token comes.
     *
     * @param config where Keystone is, and how to ask it
     * @param clock tells when a token expires
     */
    public KeystoneTokenVerifier(KeystoneConfig config, Clock clock) {
        this.config = config;
        this.client = new KeystoneClient(config);
        this.failures = new IdentityFailures(config);
        this.verdict = new Verdict(failures, clock);
        // Whoever starts has at least as much time left as it has waited.
        this.slots = new CallSlots(
                config.maxCalls(), config.maxWaiting(), config.callTimeout().dividedBy(2));
        @Nullable ServiceCredentials credentials = config.credentials();
        this.service = credentials == null
                ? null
                : new ServiceToken(client, credentials, failures, config.callTimeout(), clock);
    }

    @Override
    public CompletionStage<Caller> verify(AuthToken token) {
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
