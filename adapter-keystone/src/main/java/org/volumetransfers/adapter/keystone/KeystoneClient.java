package org.volumetransfers.adapter.keystone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends the two requests that Keystone receives, unless it is in a back-off. Does not follow redirects, so that tokens are
 * sent to the configured URL only. Source: Identity API v3, Authentication and token management.
 */
final class KeystoneClient {

    /** Shorter than the idle time-outs of firewalls and load balancers, most of which are a minute or more. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(30);

    private static final int SERVER_ERROR = 500;

    private final URI versions;
    private final URI tokens;
    private final IdentityFailures failures;
    private final HttpClients clients;
    private final CallSlots slots;
    private final Duration secondAttemptDelay;
    private final BackOff backOff;
    private final CallObserver observer;
    private volatile long answeredAt = System.nanoTime() - Duration.ofDays(1).toNanos();

    /**
     * Opens no connection yet.
     *
     * @param secondAttemptDelay how long an attempt may have no response before there is a second one
     */
    KeystoneClient(
            KeystoneConfig config, CallSlots slots, Duration secondAttemptDelay, Clock clock, CallObserver observer) {
        this.versions = URI.create(config.url().toString());
        this.tokens = URI.create(config.url() + "/auth/tokens?nocatalog=true");
        this.failures = new IdentityFailures(config);
        HttpClient.Builder builder = HttpClient.newBuilder()
                // Over clear text, HTTP/2 needs an upgrade request that old servers fail on.
                .version(config.isEncrypted() ? Version.HTTP_2 : Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout())
                .followRedirects(Redirect.NEVER);
        if (!config.trusted().isEmpty()) {
            builder.sslContext(trusting(config.trusted()));
        }
        this.clients = new HttpClients(executor -> builder.executor(executor).build(), MAX_IDLE);
        this.slots = slots;
        this.secondAttemptDelay = secondAttemptDelay;
        this.backOff = new BackOff(clock);
        this.observer = observer;
    }

    /** Returns why Keystone must not be called now; null if it may be. */
    @Nullable String backOffReason() {
        return backOff.reason();
    }

    /**
     * Requests the validation of a token.
     *
     * @param authentication the token that authenticates the request, which may be the subject itself
     * @param purpose what the response is for; its completion cancels the request
     */
    CompletableFuture<HttpResponse<byte[]>> validate(
            String authentication, String subject, CompletableFuture<?> purpose) {
        HttpRequest.Builder request = HttpRequest.newBuilder(tokens)
                .header("X-Auth-Token", authentication)
                .header("X-Subject-Token", subject)
                // Announces that access rules are enforced here; Keystone rejects tokens that have some otherwise.
                .header("OpenStack-Identity-Access-Rules", "1.0");
        return send(request, purpose);
    }

    /** Requests a token for the user that a JSON document names; the purpose is as in {@link #validate}. */
    CompletableFuture<HttpResponse<byte[]>> issue(byte[] credentials, CompletableFuture<?> purpose) {
        HttpRequest.Builder request = HttpRequest.newBuilder(tokens).POST(BodyPublishers.ofByteArray(credentials));
        return send(request.header("Content-Type", "application/json"), purpose);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // only propagates the completion
    private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest.Builder request, CompletableFuture<?> purpose) {
        @Nullable String reason = backOff.reason();
        if (reason != null) {
            return CompletableFuture.failedFuture(failures.unusable(reason));
        }
        if (purpose.isDone()) {
            return CompletableFuture.failedFuture(new IOException("the response is no longer needed"));
        }
        long start = System.nanoTime();
        TwoAttempts attempts = new TwoAttempts(
                clients, request.header("Accept", "application/json").build());
        purpose.whenComplete((result, failure) -> attempts.answer().cancel(false));
        attempts.start(secondAttemptDelay, slots);
        return attempts.answer()
                .whenComplete((response, failure) -> observer.called(
                        response == null ? 0 : response.statusCode(), Duration.ofNanos(System.nanoTime() - start)))
                .thenApply(response -> {
                    backOff.heed(response);
                    note(response);
                    return response;
                });
    }

    /** Requests the version document, once and without a token. */
    CompletableFuture<Void> askVersion(Duration timeout) {
        HttpRequest request = HttpRequest.newBuilder(versions).timeout(timeout).build();
        return clients.send(request, null).response().thenAccept(this::note);
    }

    /** A gateway or an overloaded Keystone answers with a server error. */
    private void note(HttpResponse<?> response) {
        if (response.statusCode() < SERVER_ERROR) {
            answeredAt = System.nanoTime();
        }
    }

    /** Returns how long ago Keystone last answered; a day or more if it has not yet. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - answeredAt);
    }

    private static SSLContext trusting(List<X509Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate authority : authorities) {
                store.setCertificateEntry("authority-" + store.size(), authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java platform supports TLS", e);
        }
    }
}
