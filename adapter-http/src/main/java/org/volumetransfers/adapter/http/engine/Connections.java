package org.volumetransfers.adapter.http.engine;

import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/** The open connections of a server: bounds their number, and drains them at the end. Safe for use by multiple threads. */
final class Connections {

    private static final Duration GRACE = Duration.ofMillis(100);
    private static final long POLL_MILLIS = 10;

    private final Map<StreamConnection, Open> open = new ConcurrentHashMap<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final int max;
    private volatile boolean draining;
    private volatile boolean over;

    Connections(int max) {
        this.max = max;
    }

    /** One connection; its inbound bytes are read by its I/O thread only. */
    private static final class Open {
        private final StreamConnection connection;
        private final InboundBytes inbound;
        private final @Nullable InetAddress address;
        /** False while a request is in flight, and once the connection has been evicted. */
        private final AtomicBoolean idle = new AtomicBoolean(true);

        private volatile long idleSince = System.nanoTime();

        Open(StreamConnection connection, InboundBytes inbound) {
            this.connection = connection;
            this.inbound = inbound;
            this.address = peer(connection);
        }
    }

    /** Returns the address at the other end; null if the connection has ended already. */
    static @Nullable InetAddress peer(StreamConnection connection) {
        InetSocketAddress peer = connection.getPeerAddress(InetSocketAddress.class);
        return peer == null ? null : peer.getAddress();
    }

    /**
     * Admits a connection until it is closed, and evicts an idle one if there are too many.
     *
     * @return false if too many are busy, or the server {@linkplain #isOver() is closing}
     */
    boolean admit(StreamConnection connection, InboundBytes inbound) {
        if (open.size() >= max && !evict()) {
            return false;
        }
        open.put(connection, new Open(connection, inbound));
        if (over) {
            // Checked after it was added: either it is refused here, or the drain finds it.
            open.remove(connection);
            return false;
        }
        connection.getCloseSetter().set(closed -> {
            open.remove(connection);
            inbound.closed();
        });
        return true;
    }

    /** Closes the longest idle connection of the address that has most; returns false if none is idle. */
    private boolean evict() {
        Optional<Open> victim;
        do {
            victim = longestIdleOfTheLargestHolder();
        } while (victim.isPresent() && !victim.get().idle.compareAndSet(true, false));
        victim.ifPresent(evicted -> {
            open.remove(evicted.connection);
            onItsThread(evicted.connection, () -> IoUtils.safeClose(evicted.connection));
        });
        return victim.isPresent();
    }

    private Optional<Open> longestIdleOfTheLargestHolder() {
        long now = System.nanoTime();
        Map<@Nullable InetAddress, Integer> held = new HashMap<>();
        open.values().forEach(each -> held.merge(each.address, 1, Integer::sum));
        return open.values().stream()
                .filter(each -> each.idle.get())
                .max(Comparator.<Open>comparingInt(each -> held.getOrDefault(each.address, 0))
                        .thenComparingLong(each -> now - each.idleSince));
    }

    /** Returns how many connections have a request in flight. */
    int busy() {
        return busy.get();
    }

    /** Returns whether the server is closing and admits no more connections. */
    boolean isOver() {
        return over;
    }

    /** Counts connections as busy while their requests are handled: by {@code overloaded} if heads exceed their memory. */
    HttpHandler watching(HttpHandler next, HttpHandler overloaded) {
        return exchange -> {
            Open connection = open.get(((HttpServerConnection) exchange.getConnection()).getChannel());
            if (connection == null || !connection.idle.compareAndSet(true, false)) {
                // Closed or evicted since the request was read.
                Abort.connectionOf(exchange);
                return;
            }
            busy.incrementAndGet();
            exchange.addExchangeCompleteListener((ended, proceed) -> {
                end(connection);
                proceed.proceed();
                if (draining) {
                    IoUtils.safeClose(ended.getConnection());
                }
            });
            if (!exchange.isRequestComplete()) {
                connection.inbound.bodyFollows();
            }
            if (draining) {
                exchange.setPersistent(false);
            }
            (connection.inbound.hasMemory() ? next : overloaded).handleRequest(exchange);
        };
    }

    /** Called before the next request on the connection can begin. */
    private void end(Open connection) {
        connection.inbound.answered();
        connection.idleSince = System.nanoTime();
        connection.idle.set(true);
        busy.decrementAndGet();
    }

    /** Makes each connection close after its next response. */
    void startDraining() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    /**
     * Closes idle connections, waits for the responses to the others, and resets those that are left after a time. A request
     * may have been sent just before, even on a connection that has not been accepted yet: connections that seem idle get a
     * short grace.
     */
    void drain(Duration atMost) throws InterruptedException {
        startDraining();
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            await(open::isEmpty, System.nanoTime() + GRACE.toNanos());
            end(false);
            await(() -> busy.get() == 0, deadline);
        } finally {
            end(true);
        }
    }

    private void end(boolean alsoBusy) {
        over = true;
        open.forEach((connection, state) -> onItsThread(connection, () -> {
            if (state.idle.get()) {
                IoUtils.safeClose(connection);
            } else if (alsoBusy) {
                Abort.reset(connection);
            }
        }));
    }

    private synchronized void await(BooleanSupplier condition, long deadline) throws InterruptedException {
        while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
            wait(POLL_MILLIS);
        }
    }

    private static void onItsThread(StreamConnection connection, Runnable task) {
        try {
            connection.getIoThread().execute(task);
        } catch (RejectedExecutionException e) {
            // The thread has ended with the server.
            IoUtils.safeClose(connection);
        }
    }
}
