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
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The two requests that Keystone gets. Redirects are not followed: a token is shown to nobody but the configured URL.
 * Nothing here waits. Source: Identity API v3, Authentication and token management.
 */
final class KeystoneClient {

    /** Tokens without a catalog come to some hundred bytes; roles without end to some thousand. */
    private static final int MOST_BODY_BYTES = 1 << 20;

    /** Gateways say so when what is behind them is away for a moment. */
    private static final Set<Integer> WORTH_A_SECOND_ATTEMPT = Set.of(502, 503, 504);

    private final URI tokens;
    private final Supplier<HttpClient> clients;
    private final long callNanos;
    private HttpClient current;
    private long currentSince = System.nanoTime();

    KeystoneClient(KeystoneConfig config) {
        this.tokens = URI.create(config.url() + "/auth/tokens?nocatalog=true");
        @Nullable SSLContext trust = config.trusted().isEmpty() ? null : trusting(config.trusted());
        this.clients = () -> newClient(config, trust);
        this.callNanos = config.callTimeout().toNanos();
        this.current = clients.get();
    }

    /**
     * Asks about a token.
     *
     * @param asker the token of who asks, which may be the same
     * @param whole what the answer is for; when it is done, nobody waits for the answer any more
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

    /**
     * With a second attempt where the first met no answer. Both requests may be repeated; some servers end a connection
     * with requests on it, and the client does not repeat all of them by itself.
     */
    private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest request, CompletableFuture<?> whole) {
        CompletableFuture<HttpResponse<byte[]>> first = attempt(request, whole);
        return first.handle((answer, failure) -> isWorthASecondAttempt(answer, failure) && !whole.isDone())
                .thenCompose(again -> again ? attempt(request, whole) : first);
    }

    private static boolean isWorthASecondAttempt(@Nullable HttpResponse<byte[]> answer, @Nullable Throwable failure) {
        if (answer != null) {
            return WORTH_A_SECOND_ATTEMPT.contains(answer.statusCode());
        }
        Throwable cause = failure == null ? null : IdentityFailures.withoutCompletion(failure);
        return cause instanceof IOException
                && !(cause instanceof SSLException)
                && !(cause instanceof AnswerTooLongException);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are dealt with inside
    private CompletableFuture<HttpResponse<byte[]>> attempt(HttpRequest request, CompletableFuture<?> whole) {
        if (whole.isDone()) {
            return CompletableFuture.failedFuture(new IOException("nobody waits for the answer any more"));
        }
        HttpClient client = current();
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(request, LimitedBody.of(MOST_BODY_BYTES));
        whole.whenComplete((answer, failure) -> {
            if (!exchange.isDone()) {
                exchange.cancel(true);
                replace(client);
            }
        });
        return exchange.exceptionally(failure -> {
            throw new CompletionException(failureOfExchange(IdentityFailures.withoutCompletion(failure)));
        });
    }

    /** Of some answers that are no HTTP the client says so with a NumberFormatException: as much a failure to ask. */
    private static Throwable failureOfExchange(Throwable failure) {
        return failure instanceof RuntimeException
                ? new IOException("the HTTP client cannot read the answer")
                : failure;
    }

    private synchronized HttpClient current() {
        return current;
    }

    /**
     * Takes new connections from here on. A call that came to no end in time may have met a connection whose other end is
     * gone without a word; whoever shared it, or the next one from the pool, would wait as long. Each client has threads,
     * so there is a new one once in the time of a call, however many calls have failed in it.
     */
    private synchronized void replace(HttpClient unanswered) {
        long now = System.nanoTime();
        if (current == unanswered && now - currentSince >= callNanos) {
            current = clients.get();
            currentSince = now;
        }
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
