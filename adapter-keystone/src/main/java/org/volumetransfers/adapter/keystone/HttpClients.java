package org.volumetransfers.adapter.keystone;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over young connections. The JDK's HTTP client reuses a connection that has been idle for minutes, which a
 * firewall may have dropped silently, and can neither close it nor open a new one on request. But each client has its own
 * connections, so a client accepts requests for a limited time and is then replaced; it ends with its last request.
 *
 * <p>Thread-safe. Sending may block briefly, to create a client or to resolve Keystone's name.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the outcome of a request is handled by its sender
final class HttpClients {

    /** Runs what may block briefly: creating a client, and resolving Keystone's name. */
    static final Executor THREADS = daemons(new ThreadGroup("keystone"));

    private final Function<Executor, HttpClient> factory;
    private final Duration maxUse;
    private @Nullable Client current;

    /**
     * Creates no client yet.
     *
     * @param maxUse how long a client accepts requests, and how long its connections may stay idle
     */
    HttpClients(Function<Executor, HttpClient> factory, Duration maxUse) {
        this.factory = factory;
        this.maxUse = maxUse;
    }

    /** A request in flight, which is aborted by cancelling its response. */
    record Exchange(Client client, CompletableFuture<HttpResponse<byte[]>> response) {}

    /** A client and its use; the fields that are not final are guarded by the enclosing instance. */
    static final class Client {

        private final ThreadGroup threads = new ThreadGroup("keystone");
        private final HttpClient http;
        private final CompletableFuture<Void> retirement = new CompletableFuture<>();
        private int requests;

        @SuppressWarnings("removal") // Java 17 discards a group with its last thread only if it is a daemon group
        private Client(Function<Executor, HttpClient> factory) {
            threads.setDaemon(true);
            Executor executor = daemons(threads);
            // On a thread of the group, so that the client's selector thread belongs to the group too.
            this.http = CompletableFuture.supplyAsync(() -> factory.apply(executor), executor)
                    .join();
        }

        /**
         * Closes the connections if the client is no longer used. Only an interrupt does so on Java 17: otherwise the
         * connections would stay open until a garbage collection, which may be hours away.
         */
        private void endIfUnused() {
            if (retirement.isDone() && requests == 0) {
                threads.interrupt();
            }
        }
    }

    /**
     * Sends a request, over an idle connection if there is one.
     *
     * @param unanswered a request still without a response, whose connection and all older ones are to be avoided
     */
    Exchange send(HttpRequest request, @Nullable Exchange unanswered) {
        if (unanswered != null) {
            unanswered.client().retirement.complete(null);
        }
        Client client = acquire();
        CompletableFuture<HttpResponse<byte[]>> response = client.http.sendAsync(request, new LimitedBody());
        response.whenComplete((received, failure) -> release(client));
        return new Exchange(client, response);
    }

    private synchronized Client acquire() {
        @Nullable Client client = current;
        if (client == null || client.retirement.isDone()) {
            Client created = new Client(factory);
            // Unlike a delayed task, this timer lets go of the client as soon as it is retired.
            created.retirement
                    .completeOnTimeout(null, maxUse.toNanos(), TimeUnit.NANOSECONDS)
                    .thenRun(() -> retire(created));
            current = created;
            client = created;
        }
        client.requests++;
        return client;
    }

    private synchronized void retire(Client client) {
        if (current == client) {
            current = null;
        }
        client.endIfUnused();
    }

    private synchronized void release(Client client) {
        client.requests--;
        client.endIfUnused();
    }

    /** Returns an executor whose threads end when they have been idle for a minute. */
    private static Executor daemons(ThreadGroup group) {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(group, task, "keystone");
            thread.setDaemon(true);
            return thread;
        });
    }
}
