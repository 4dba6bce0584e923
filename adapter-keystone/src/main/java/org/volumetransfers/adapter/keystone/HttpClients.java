package org.volumetransfers.adapter.keystone;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests on connections that are young. The JDK's client reuses an idle connection after minutes, when a firewall
 * may have forgotten it without a word, and has no way to close it or to ask for a fresh one. Each client has connections
 * of its own, though: one client takes requests for a limited time, then the next one does, and a client that takes none
 * any more ends with its last request.
 *
 * <p>Safe for any number of threads; none waits.
 */
final class HttpClients {

    /** Tokens without a catalog take some hundred bytes, with very many roles some ten thousand. */
    private static final int MOST_BODY_BYTES = 1 << 20;

    /** The threads of all clients, by which a client can be ended. */
    private static final ThreadGroup THREADS = new ThreadGroup("keystone-http");

    private static final Object MAKING = new Object();

    private final Supplier<HttpClient> maker;
    private final Duration longestUse;
    private @Nullable Client current;

    /**
     * Creates no client yet.
     *
     * @param maker creates one
     * @param longestUse how long a client takes requests, and its connections may stay idle
     */
    HttpClients(Supplier<HttpClient> maker, Duration longestUse) {
        this.maker = maker;
        this.longestUse = longestUse;
    }

    /**
     * A request in flight.
     *
     * @param client the client that sends it
     * @param answer Keystone's answer; fails with an IOException where there is none. Cancel it when no longer needed
     */
    record Exchange(Client client, CompletableFuture<HttpResponse<byte[]>> answer) {}

    /** A client, and how many requests it has; guarded by {@link HttpClients}. */
    static final class Client {

        private final CompletableFuture<Made> made = new CompletableFuture<>();
        private final CompletableFuture<Void> retirement = new CompletableFuture<>();
        private int requests;
    }

    /**
     * A client with the thread that it lives by.
     *
     * @param http the client
     * @param selector its thread; null where that is not known
     */
    private record Made(HttpClient http, @Nullable Thread selector) {

        /**
         * Closes the client and its connections. Before Java 21 this is the only way that does not wait for a garbage
         * collection, which may take hours, to find the client unreferenced; where it fails, that happens still.
         */
        void end() {
            if (selector != null) {
                selector.interrupt();
            }
        }
    }

    /** Sends a request, on a connection that is kept if there is one. */
    Exchange send(HttpRequest request) {
        return send(request, take());
    }

    /** Sends a request on no connection that existed when a request without an answer was sent. */
    Exchange sendAfresh(HttpRequest request, Exchange unanswered) {
        unanswered.client().retirement.complete(null);
        return send(request, take());
    }

    private synchronized Client take() {
        @Nullable Client client = current;
        if (client == null || client.retirement.isDone()) {
            client = start();
            current = client;
        }
        client.requests++;
        return client;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the timer has no other outcome
    private Client start() {
        Client client = new Client();
        Thread making = new Thread(THREADS, () -> make(client), "keystone-client");
        making.setDaemon(true);
        making.start();
        client.retirement
                .completeOnTimeout(null, longestUse.toNanos(), TimeUnit.NANOSECONDS)
                .thenRun(() -> retire(client));
        return client;
    }

    /** Runs in a thread of its own, from which the client's thread inherits its group. */
    private void make(Client client) {
        try {
            client.made.complete(made());
        } catch (RuntimeException | Error e) {
            client.retirement.complete(null);
            // The JDK wraps the failure to open a selector, for want of file descriptors for instance.
            client.made.completeExceptionally(e.getCause() instanceof IOException cause ? cause : e);
        }
    }

    /** Makes one client at a time, of all in this JVM, to tell their threads apart. */
    private Made made() {
        synchronized (MAKING) {
            Set<Thread> before = selectors();
            HttpClient http = maker.get();
            Set<Thread> added = selectors();
            added.removeAll(before);
            return new Made(http, added.size() == 1 ? added.iterator().next() : null);
        }
    }

    private static Set<Thread> selectors() {
        Thread[] threads = new Thread[2 * THREADS.activeCount() + 10];
        return Arrays.stream(threads, 0, THREADS.enumerate(threads))
                .filter(thread -> thread.getName().endsWith("-SelectorManager"))
                .collect(Collectors.toSet());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are dealt with inside
    private Exchange send(HttpRequest request, Client client) {
        CompletableFuture<HttpResponse<byte[]>> answer = new CompletableFuture<>();
        answer.whenComplete((response, failure) -> release(client));
        client.made.whenComplete((made, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if (!answer.isDone()) {
                send(request, made.http(), answer);
            }
        });
        return new Exchange(client, answer);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are dealt with inside
    private static void send(HttpRequest request, HttpClient http, CompletableFuture<HttpResponse<byte[]>> answer) {
        try {
            CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request, LimitedBody.of(MOST_BODY_BYTES));
            exchange.whenComplete((response, failure) -> {
                if (failure == null) {
                    answer.complete(response);
                } else {
                    answer.completeExceptionally(failureOfExchange(IdentityFailures.withoutCompletion(failure)));
                }
            });
            answer.whenComplete((response, failure) -> exchange.cancel(true));
        } catch (RuntimeException e) {
            answer.completeExceptionally(failureOfExchange(e));
        }
    }

    /** The client reports some malformed answers by a NumberFormatException, and its own end by other ones. */
    private static Throwable failureOfExchange(Throwable failure) {
        return failure instanceof RuntimeException
                ? new IOException("the HTTP client cannot read the answer")
                : failure;
    }

    private synchronized void release(Client client) {
        client.requests--;
        endIfUnused(client);
    }

    private synchronized void retire(Client client) {
        if (current == client) {
            current = null;
        }
        endIfUnused(client);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a client that could not be made need not be ended
    private static void endIfUnused(Client client) {
        if (client.retirement.isDone() && client.requests == 0) {
            client.made.thenAccept(Made::end);
        }
    }
}
