package org.volumetransfers.adapter.keystone;

import java.io.IOException;
import java.io.UncheckedIOException;
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
 * <p>Thread-safe and non-blocking, except that sending may resolve Keystone's name.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the outcome of a request is handled by its sender
final class HttpClients {

    /** Runs the work of all clients; its threads are daemons and end when they have been idle for a minute. */
    static final Executor THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "keystone");
        thread.setDaemon(true);
        return thread;
    });

    private final Function<Executor, HttpClient> factory;
    private final Duration maxUse;
    private @Nullable Client current;

    /**
     * Creates no client yet.
     *
     * @param factory creates a client that runs its tasks on the given executor
     * @param maxUse how long a client accepts requests, and how long its connections may stay idle
     */
    HttpClients(Function<Executor, HttpClient> factory, Duration maxUse) {
        this.factory = factory;
        this.maxUse = maxUse;
    }

    /**
     * A request in flight.
     *
     * @param client the client that sends it
     * @param response the response of Keystone; cancel it to abort the request
     */
    record Exchange(Client client, CompletableFuture<HttpResponse<byte[]>> response) {}

    /** A client and its use; the fields that are neither final nor volatile are guarded by the enclosing instance. */
    static final class Client implements Executor {

        private final HttpClient http;
        private volatile @Nullable Thread selector;
        private int requests;
        private boolean retired;

        private Client(Function<Executor, HttpClient> factory) {
            this.http = factory.apply(this);
        }

        /** Runs a task of the client, whose selector thread submits one whenever it has opened a connection. */
        @Override
        public void execute(Runnable task) {
            Thread submitter = Thread.currentThread();
            if (submitter.getName().endsWith("-SelectorManager")) {
                selector = submitter;
            }
            THREADS.execute(task);
        }

        /**
         * Closes the connections if the client is no longer used. Only an interrupt does so on Java 17: otherwise the
         * connections would stay open until a garbage collection, which may be hours away.
         */
        private void endIfUnused() {
            Thread thread = selector;
            if (retired && requests == 0 && thread != null) {
                thread.interrupt();
            }
        }
    }

    /**
     * Sends a request, over an idle connection if there is one.
     *
     * @throws UncheckedIOException if no client can be created, for instance for lack of file descriptors
     */
    Exchange send(HttpRequest request) {
        Client client = acquire();
        CompletableFuture<HttpResponse<byte[]>> response = client.http.sendAsync(request, new LimitedBody());
        response.whenComplete((received, failure) -> release(client));
        return new Exchange(client, response);
    }

    /** Sends a request as {@link #send} does, but over a connection opened after another, still unanswered request was sent. */
    Exchange sendAfresh(HttpRequest request, Exchange unanswered) {
        retire(unanswered.client());
        return send(request);
    }

    private synchronized Client acquire() {
        @Nullable Client client = current;
        if (client == null) {
            client = create();
            current = client;
        }
        client.requests++;
        return client;
    }

    private Client create() {
        try {
            Client client = new Client(factory);
            CompletableFuture.delayedExecutor(maxUse.toNanos(), TimeUnit.NANOSECONDS, THREADS)
                    .execute(() -> retire(client));
            return client;
        } catch (InternalError e) {
            // Java 17 wraps the failure to open a selector in an InternalError.
            if (e.getCause() instanceof IOException cause) {
                throw new UncheckedIOException(cause);
            }
            throw e;
        }
    }

    private synchronized void retire(Client client) {
        if (current == client) {
            current = null;
        }
        client.retired = true;
        client.endIfUnused();
    }

    private synchronized void release(Client client) {
        client.requests--;
        client.endIfUnused();
    }
}
