package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.engine.EngineEvents;
import org.volumetransfers.domain.error.OffsetRefusedException;

/**
 * Logs faults: one line per quiet period for each kind of fault of the server or of a dependency, not one per request. Errors
 * of callers are logged at debug level only, because callers can provoke any number of them.
 */
final class FaultLog implements EngineEvents {

    private static final Logger LOG = System.getLogger(FaultLog.class.getPackageName());

    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MAX_CAUSES = 5;

    private final Kind storage = new Kind(Level.WARNING);
    private final Kind storageMidway = new Kind(Level.WARNING);
    private final Kind identity = new Kind(Level.WARNING);
    private final Kind overload = new Kind(Level.WARNING);
    private final Kind overloadMidway = new Kind(Level.WARNING);
    private final Kind connections = new Kind(Level.WARNING);
    private final Kind offsetZero = new Kind(Level.INFO);
    private final Kind bug = new Kind(Level.ERROR);
    private final Consumer<? super Throwable> unforeseen;

    /** Creates a log; {@code unforeseen} receives each failure that neither a client nor a dependency caused. */
    FaultLog(Consumer<? super Throwable> unforeseen) {
        this.unforeseen = unforeseen;
    }

    /** Returns an observer that logs anything that another one throws. */
    RequestObserver guarding(RequestObserver observer) {
        return request -> {
            try {
                observer.finished(request);
            } catch (RuntimeException | Error e) {
                serverFailed("the request observer failed", e);
            }
        };
    }

    /** Returns what identifies a request in log lines: its id, and its trace if it belongs to one. */
    static String label(HttpServerExchange exchange) {
        String requestId = ResponseHeaders.requestId(exchange);
        String trace = TraceParent.of(exchange);
        return trace == null ? requestId : requestId + ", traceparent " + trace;
    }

    /** Logs a fault that a request was answered with; see {@link #label}. */
    void answered(Fault fault, Throwable cause, String label) {
        switch (fault) {
            case INTERNAL -> unforeseen("unforeseen failure", cause, label);
            case STORAGE_UNAVAILABLE -> storage.log("storage unavailable: " + causes(cause), label);
            case IDENTITY_UNAVAILABLE -> identity.log("identity service unavailable: " + causes(cause), label);
            case OVERLOADED -> {
                boolean heads = cause instanceof RefusedException;
                overload.log("overloaded: " + (heads ? "no memory for request heads" : cause.getMessage()), label);
            }
            default -> {
                LOG.log(Level.DEBUG, () -> "refused: " + fault + " [" + label + "]");
                if (cause instanceof OffsetRefusedException refused && refused.offset() == 0) {
                    offsetZero.log("offset=0 refused; the offset rule 'lenient' accepts it", label);
                }
            }
        }
    }

    @Override
    public void responseFailed(Throwable failure, HttpServerExchange exchange) {
        Throwable cause = Fault.unwrapped(failure);
        String label = label(exchange);
        switch (Fault.of(cause)) {
            case STORAGE_UNAVAILABLE, IDENTITY_UNAVAILABLE ->
                storageMidway.log("storage unavailable; a response was cut off: " + causes(cause), label);
            case OVERLOADED -> overloadMidway.log("overloaded; a response was cut off: " + causes(cause), label);
            default -> unforeseen("unforeseen failure; a response was cut off", cause, label);
        }
    }

    @Override
    public void serverFailed(String what, Throwable cause) {
        unforeseen(what, cause, "no request");
    }

    @Override
    public void connectionRefused() {
        connections.log("overloaded: too many connections", "no request");
    }

    @Override
    public void clientCutOff(String reason, HttpServerExchange exchange) {
        LOG.log(Level.DEBUG, () -> "client cut off: " + reason + " [" + label(exchange) + "]");
    }

    private void unforeseen(String what, Throwable cause, String label) {
        unforeseen.accept(cause);
        bug.log(what, label, cause);
    }

    private static String causes(Throwable failure) {
        StringBuilder chain = new StringBuilder(String.valueOf(failure.getMessage()));
        Throwable cause = failure.getCause();
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            chain.append(": ").append(cause);
            cause = cause.getCause();
        }
        return chain.toString().replaceAll("\\s+", " ");
    }

    /** A kind of fault, of which one line per quiet period is logged at its level, and all others at debug level. */
    private static final class Kind {

        private final Level level;
        private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());
        private final LongAdder unlogged = new LongAdder();

        Kind(Level level) {
            this.level = level;
        }

        void log(String what, String label) {
            log(what, label, null);
        }

        void log(String what, String label, @Nullable Throwable withStackTrace) {
            String line = what + " [" + label + "]";
            long now = System.nanoTime();
            long until = quietUntil.get();
            if (now - until < 0 || !quietUntil.compareAndSet(until, now + QUIET_NANOS)) {
                unlogged.increment();
                LOG.log(Level.DEBUG, line, withStackTrace);
                return;
            }
            long more = unlogged.sumThenReset();
            LOG.log(level, more == 0 ? line : line + " (" + more + " more since the last such line)", withStackTrace);
        }
    }
}
