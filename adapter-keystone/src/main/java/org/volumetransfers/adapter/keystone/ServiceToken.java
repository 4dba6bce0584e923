package org.volumetransfers.adapter.keystone;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.Caller;

/**
 * The token of the service itself: issued when first needed, cached, and reissued shortly before it expires or after
 * Keystone has rejected it. Concurrent callers share one request for it. Thread-safe and non-blocking.
 */
final class ServiceToken {

    /** The token is reissued in the last fifth of its life, and no earlier than five minutes before its end. */
    private static final int LEAD_SHARE = 5;

    private static final Duration MAX_LEAD = Duration.ofMinutes(5);

    /** Keystone may lock out a user after repeated failures, so no token is requested for a while after a rejection. */
    private static final Duration REJECTION_PAUSE = Duration.ofSeconds(10);

    private static final Set<Integer> ISSUED = Set.of(200, 201);

    private final KeystoneClient client;
    private final byte[] credentials;
    private final IdentityFailures failures;
    private final Duration timeout;
    private final Clock clock;

    private @Nullable Issued current;
    private @Nullable CompletableFuture<Issued> renewal;
    private Instant pausedUntil = Instant.MIN;

    /** A token, the time to request the next one, and the first moment at which it is no longer valid. */
    record Issued(String value, Instant renewAt, Instant expiresAt) {

        @Override
        public String toString() {
            return "Issued[masked, expires " + expiresAt + "]";
        }
    }

    ServiceToken(
            KeystoneClient client,
            ServiceCredentials credentials,
            IdentityFailures failures,
            Duration timeout,
            Clock clock) {
        this.client = client;
        this.credentials = json(credentials);
        this.failures = failures;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * Returns the response to a request that is given the token. If Keystone rejects the token, it is replaced and the request
     * is sent once more; the response may then be a rejection of the next token.
     */
    CompletableFuture<HttpResponse<byte[]>> authenticate(
            Function<String, CompletableFuture<HttpResponse<byte[]>>> request) {
        return get().thenCompose(token -> request.apply(token.value())
                .thenCompose(response -> Verdict.rejectsAuthentication(response)
                        ? insteadOf(token)
                                .thenCompose(next ->
                                        request.apply(next.value()).thenApply(second -> pauseIfRejected(next, second)))
                        : CompletableFuture.completedFuture(response)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the current token is used, whatever becomes of the next one
    private synchronized CompletableFuture<Issued> get() {
        Issued known = current;
        Instant now = clock.instant();
        if (known == null || !now.isBefore(known.expiresAt())) {
            return renew(now);
        }
        if (!now.isBefore(known.renewAt())) {
            renew(now);
        }
        return CompletableFuture.completedFuture(known);
    }

    /** Returns the token to use after the given one was rejected. */
    private synchronized CompletableFuture<Issued> insteadOf(Issued rejected) {
        Issued known = current;
        if (known != null && !known.equals(rejected)) {
            return CompletableFuture.completedFuture(known);
        }
        current = null;
        return renew(clock.instant());
    }

    /** Requests no other token for a while if one issued in place of a rejected one is rejected too. */
    private synchronized HttpResponse<byte[]> pauseIfRejected(Issued token, HttpResponse<byte[]> response) {
        if (Verdict.rejectsAuthentication(response)) {
            current = token.equals(current) ? null : current;
            renewal = CompletableFuture.failedFuture(
                    failures.unusable("rejected the service token with " + response.statusCode()));
            pausedUntil = clock.instant().plus(REJECTION_PAUSE);
        }
        return response;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are handled inside
    private CompletableFuture<Issued> renew(Instant now) {
        CompletableFuture<Issued> running = renewal;
        if (running != null && (!running.isDone() || now.isBefore(pausedUntil))) {
            return running;
        }
        CompletableFuture<Issued> issued =
                new CompletableFuture<Issued>().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        renewal = issued;
        client.issue(credentials, issued)
                .thenApply(this::keep)
                .whenComplete((token, failure) -> IdentityFailures.complete(issued, token, failure));
        return issued;
    }

    /** Runs before those who wait are notified, so that none of them requests another token. */
    private synchronized Issued keep(HttpResponse<byte[]> response) {
        if (Verdict.isRejection(response)) {
            pausedUntil = clock.instant().plus(REJECTION_PAUSE);
            throw failures.unusable("rejected the credentials of the service with " + response.statusCode());
        }
        Caller service =
                ISSUED.contains(response.statusCode()) ? TokenJson.caller(response.body(), Set.of(), Set.of()) : null;
        Instant expiresAt = service == null ? null : service.expiresAt();
        String value = response.headers().firstValue("X-Subject-Token").orElse("");
        if (expiresAt == null || value.isEmpty()) {
            throw failures.unusable("answered a request for a service token with " + response.statusCode());
        }
        Duration lead = Duration.between(clock.instant(), expiresAt).dividedBy(LEAD_SHARE);
        Issued token = new Issued(value, expiresAt.minus(lead.compareTo(MAX_LEAD) > 0 ? MAX_LEAD : lead), expiresAt);
        current = token;
        pausedUntil = Instant.MIN;
        return token;
    }

    private static byte[] json(ServiceCredentials credentials) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        if (credentials instanceof ServiceCredentials.User user) {
            identity(document, "password")
                    .putObject("user")
                    .put("name", user.name())
                    .put("password", user.password())
                    .putObject("domain")
                    .put("name", user.domain());
            document.withObject("/auth/scope/project")
                    .put("name", user.project())
                    .putObject("domain")
                    .put("name", user.projectDomain());
        } else if (credentials instanceof ServiceCredentials.ApplicationCredential application) {
            identity(document, "application_credential")
                    .put("id", application.id())
                    .put("secret", application.secret());
        }
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode identity(ObjectNode document, String method) {
        ObjectNode identity = document.withObject("/auth/identity");
        identity.putArray("methods").add(method);
        return identity.putObject(method);
    }
}
