package org.volumetransfers.adapter.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * The open connections of a server: which are busy, how many there are, and how they end when the server does. Safe for
 * any number of threads.
 */
final class Connections {

    private static final Duration LAST_MOMENT = Duration.ofMillis(100);
    private static final long LOOK_EVERY_MILLIS = 10;

    private final Map<StreamConnection, Open> open = new ConcurrentHashMap<>();
    private final int max;
    private int busy;
    private volatile boolean draining;
    private volatile boolean over;

    Connections(int max) {
        this.max = max;
    }

    /** One connection; its inbound bytes are touched by its I/O thread only. */
    private static final class Open {
        private final InboundBytes inbound;
        private volatile boolean busy;

        Open(InboundBytes inbound) {
            this.inbound = inbound;
        }
    }

    /**
     * Takes in a connection until it is closed.
     *
     * @return false when there are too many already, or it {@linkplain #isOver() is over}; it has not been taken in then
     */
    boolean admit(StreamConnection connection, InboundBytes inbound) {
        if (open.size() >= max) {
            return false;
        }
        open.put(connection, new Open(inbound));
        if (over) {
            // Looked at after it was put: it is refused here or found there.
            open.remove(connection);
            return false;
        }
        connection.getCloseSetter().set(closed -> open.remove(connection));
        return true;
    }

    /** Whether the server is closing, and takes in none any more. */
    boolean isOver() {
        return over;
    }

    /** Notes which connections are busy while {@code next} handles their requests. */
    HttpHandler watching(HttpHandler next) {
        return exchange -> {
            Open connection = open.get(((HttpServerConnection) exchange.getConnection()).getChannel());
            if (connection == null) {
                // Closed between reading the request and here.
                exchange.endExchange();
                return;
            }
            begin(connection);
            exchange.addExchangeCompleteListener((ended, proceed) -> {
                proceed.proceed();
                end(connection, ended);
            });
            if (draining) {
                exchange.setPersistent(false);
            }
            next.handleRequest(exchange);
        };
    }

    private synchronized void begin(Open connection) {
        connection.busy = true;
        busy++;
    }

    private void end(Open connection, HttpServerExchange exchange) {
        connection.inbound.answered();
        synchronized (this) {
            connection.busy = false;
            busy--;
            notifyAll();
        }
        if (draining) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    /**
     * Closes what is idle, waits until the rest has its answers, and breaks what has none by then. A request may have been
     * sent just before, even on a connection that is only now taken in: what looks idle is given a moment to turn out to be
     * busy.
     */
    void drain(Duration atMost) {
        draining = true;
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean uninterrupted = await(open::isEmpty, System.nanoTime() + LAST_MOMENT.toNanos());
        over = true;
        open.forEach((connection, state) -> onItsThread(connection, () -> {
            if (!state.busy) {
                IoUtils.safeClose(connection);
            }
        }));
        uninterrupted = uninterrupted && await(() -> busy == 0, deadline);
        open.keySet().forEach(connection -> onItsThread(connection, () -> Abort.reset(connection)));
        if (!uninterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for something, but not past the deadline; tells whether it was left in peace meanwhile. */
    private synchronized boolean await(BooleanSupplier something, long deadline) {
        try {
            while (!something.getAsBoolean() && System.nanoTime() - deadline < 0) {
                wait(LOOK_EVERY_MILLIS);
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static void onItsThread(StreamConnection connection, Runnable task) {
        try {
            connection.getIoThread().execute(task);
        } catch (RejectedExecutionException e) {
            // Its thread is gone, and with it the connection.
            IoUtils.safeClose(connection);
        }
    }
}
