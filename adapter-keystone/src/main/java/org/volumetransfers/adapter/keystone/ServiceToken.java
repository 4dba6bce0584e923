package org.volumetransfers.adapter.keystone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.BackendUnavailableException;

/**
 * The token of the service itself: fetched when it is first needed, kept, fetched anew shortly before it expires or when
 * Keystone takes it no longer. Whoever needs it while it is being fetched gets the same one; nobody's thread waits.
 */
final class ServiceToken {

    /** How long before its expiry a token is replaced at the latest; one that lives shortly, a fifth of its life. */
    private static final Duration LONGEST_LEAD = Duration.ofMinutes(5);

    private static final int LEAD_SHARE = 5;

    /** How long no token is asked for after a refusal: Keystone may lock a user out who tries too often. */
    private static final Duration REFUSAL_PAUSE = Duration.ofSeconds(10);

    private static final Set<Integer> ISSUED = Set.of(200, 201);

    private final KeystoneClient client;
    private final byte[] credentials;
    private final IdentityFailures failures;
    private final Duration timeout;
    private final Clock clock;

    private @Nullable Issued current;
    private @Nullable CompletableFuture<Issued> renewal;
    private @Nullable Refusal refusal;

    /**
     * A token and its times.
     *
     * @param value the token itself; masked in {@link #toString}
     * @param renewAt when to fetch the next one
     * @param expiresAt the first moment at which it is good no longer
     */
    record Issued(String value, Instant renewAt, Instant expiresAt) {

        @Override
        public String toString() {
            return "Issued[masked, expires " + expiresAt + "]";
        }
    }

    private record Refusal(BackendUnavailableException failure, Instant until) {}

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

    /** The token to ask with. */
    @SuppressWarnings("FutureReturnValueIgnored") // the known token will do, whatever comes of the next one
    synchronized CompletableFuture<Issued> get() {
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

    /** The token to ask with after this one was refused; another caller may have fetched it already. */
    synchronized CompletableFuture<Issued> insteadOf(Issued refused) {
        Issued known = current;
        if (known != null && !known.equals(refused)) {
            return CompletableFuture.completedFuture(known);
        }
        current = null;
        return renew(clock.instant());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are dealt with inside
    private CompletableFuture<Issued> renew(Instant now) {
        CompletableFuture<Issued> running = renewal;
        if (running != null && !running.isDone()) {
            return running;
        }
        if (refusal != null && now.isBefore(refusal.until())) {
            return CompletableFuture.failedFuture(refusal.failure());
        }
        CompletableFuture<Issued> fetched =
                new CompletableFuture<Issued>().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        renewal = fetched;
        client.issue(credentials, fetched).thenApply(this::read).whenComplete((issued, failure) -> {
            if (failure == null) {
                keep(issued);
                fetched.complete(issued);
            } else {
                fetched.completeExceptionally(IdentityFailures.withoutCompletion(failure));
            }
        });
        return fetched;
    }

    /** Before those who wait hear of it, so that none of them asks for another. */
    private synchronized void keep(Issued issued) {
        current = issued;
        refusal = null;
    }

    private Issued read(HttpResponse<byte[]> answer) {
        if (Verdict.isRefusal(answer)) {
            throw refused(answer.statusCode());
        }
        Caller service = ISSUED.contains(answer.statusCode()) ? TokenJson.caller(answer.body(), Set.of()) : null;
        Instant expiresAt = service == null ? null : service.expiresAt();
        String value = answer.headers().firstValue("X-Subject-Token").orElse("");
        if (expiresAt == null || value.isEmpty()) {
            throw failures.unusable("answered " + answer.statusCode() + " when asked for a service token");
        }
        Instant now = clock.instant();
        Duration lead = Duration.between(now, expiresAt).dividedBy(LEAD_SHARE);
        return new Issued(value, expiresAt.minus(lead.compareTo(LONGEST_LEAD) > 0 ? LONGEST_LEAD : lead), expiresAt);
    }

    private BackendUnavailableException refused(int status) {
        BackendUnavailableException failure =
                failures.unusable("refused the credentials of the service with " + status);
        pause(failure);
        return failure;
    }

    /** A token that was fetched instead of a refused one was refused as well: a third would fare no better just now. */
    synchronized void refusedAgain(Issued refused, int status) {
        if (refused.equals(current)) {
            current = null;
        }
        pause(failures.unusable("refused the token of the service with " + status));
    }

    private synchronized void pause(BackendUnavailableException failure) {
        refusal = new Refusal(failure, clock.instant().plus(REFUSAL_PAUSE));
    }

    private static byte[] json(ServiceCredentials credentials) {
        Map<String, Object> auth = credentials.match(
                user -> Map.of(
                        "identity",
                        identity(
                                "password",
                                Map.of(
                                        "user",
                                        Map.of(
                                                "name", user.name(),
                                                "domain", Map.of("name", user.domain()),
                                                "password", user.password()))),
                        "scope",
                        Map.of(
                                "project",
                                Map.of("name", user.project(), "domain", Map.of("name", user.projectDomain())))),
                application -> Map.of(
                        "identity",
                        identity(
                                "application_credential",
                                Map.of("id", application.id(), "secret", application.secret()))));
        try {
            return new JsonMapper().writeValueAsBytes(Map.of("auth", auth));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps of text are JSON", e);
        }
    }

    private static Map<String, Object> identity(String method, Map<String, Object> shown) {
        return Map.of("methods", List.of(method), method, shown);
    }
}
