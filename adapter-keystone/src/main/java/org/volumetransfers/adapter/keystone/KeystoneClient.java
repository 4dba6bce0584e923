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
 * Sends Keystone its two requests, unless Keystone wants none for a while. Redirects are not followed, so that a token goes
 * to the configured URL only. No thread waits. Source: Identity API v3, Authentication and token management.
 */
final class KeystoneClient {

    /** Shorter than the idle time-outs of firewalls and balancers, most of which are a minute or more. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

    private final URI tokens;
    private final IdentityFailures failures;
    private final HttpClients clients;
    private final CallSlots slots;
    private final Duration patience;
    private final BackOff backOff;

    /**
     * Connects to nothing yet.
     *
     * @param slots give second attempts their places
     * @param patience how long an attempt may have no answer until there is a second one
     */
    KeystoneClient(KeystoneConfig config, IdentityFailures failures, CallSlots slots, Duration patience, Clock clock) {
        this.tokens = URI.create(config.url() + "/auth/tokens?nocatalog=true");
        this.failures = failures;
        @Nullable SSLContext trust = config.trusted().isEmpty() ? null : trusting(config.trusted());
        this.clients = new HttpClients(() -> newClient(config, trust), LONGEST_IDLE);
        this.slots = slots;
        this.patience = patience;
        this.backOff = new BackOff(clock);
    }

    /** Returns why Keystone is not asked now; null when it may be asked. */
    @Nullable String reasonToBackOff() {
        return backOff.reason();
    }

    /**
     * Asks about a token.
     *
     * @param asker the token to ask with, which may be the same
     * @param whole what the answer is for; when it is done, the answer is not needed any more
     */
    CompletableFuture<HttpResponse<byte[]>> validate(String asker, String subject, CompletableFuture<?> whole) {
        HttpRequest request = HttpRequest.newBuilder(tokens)
                .header("Accept", "application/json")
                .header("X-Auth-Token", asker)
                .header("X-Subject-Token", subject)
                .build();
        return send(request, whole);
    }

    /**
     * Asks for a token.
     *
     * @param credentials the JSON that says for whom
     * @param whole what the answer is for
     */
    CompletableFuture<HttpResponse<byte[]>> issue(byte[] credentials, CompletableFuture<?> whole) {
        HttpRequest request = HttpRequest.newBuilder(tokens)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(credentials))
                .build();
        return send(request, whole);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are dealt with inside
    private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request, CompletableFuture<?> whole) {
        @Nullable String reason = backOff.reason();
        if (reason != null) {
            return CompletableFuture.failedFuture(failures.unusable(reason));
        }
        if (whole.isDone()) {
            return CompletableFuture.failedFuture(new IOException("the answer is not needed any more"));
        }
        TwoAttempts attempts = new TwoAttempts(clients, request);
        whole.whenComplete((result, failure) -> attempts.answer().cancel(false));
        attempts.start(patience, slots);
        return attempts.answer().thenApply(answer -> {
            backOff.heed(answer);
            return answer;
        });
    }

    private static HttpClient newClient(KeystoneConfig config, @Nullable SSLContext trust) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                // In clear text HTTP/2 would have to be asked for by an upgrade that old servers stumble over.
                .version(config.isEncrypted() ? Version.HTTP_2 : Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout())
                .followRedirects(Redirect.NEVER);
        if (trust != null) {
            builder.sslContext(trust);
        }
        return builder.build();
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
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }
}
