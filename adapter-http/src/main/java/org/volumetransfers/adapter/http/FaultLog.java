package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.engine.EngineEvents;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.OffsetRefusedException;

/**
 * Logs faults: one line per quiet period for each kind of fault of the server or of a dependency, not one per request. Errors
 * of callers are logged at debug level only, because callers can provoke any number of them.
 */
final class FaultLog implements EngineEvents {

    private static final Logger LOG = System.getLogger(FaultLog.class.getPackageName());

    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MAX_CAUSES = 5;

    private enum Kind {
        STORAGE,
        STORAGE_MIDWAY,
        IDENTITY,
        OVERLOAD,
        OVERLOAD_MIDWAY,
        CONNECTIONS,
        OFFSET_ZERO,
        UNFORESEEN
    }

    private final Map<Kind, Limiter> limiters = new EnumMap<>(Kind.class);
    private final Consumer<? super Throwable> unforeseen;

    /**
     * Creates a log.
     *
     * @param unforeseen receives each failure that neither a client nor a dependency caused
     */
    FaultLog(Consumer<? super Throwable> unforeseen) {
        this.unforeseen = unforeseen;
        for (Kind kind : Kind.values()) {
            limiters.put(kind, new Limiter());
        }
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

    /** Logs a fault that a request was answered with. */
    void answered(Fault fault, Throwable cause, String requestId) {
        switch (fault) {
            case INTERNAL -> unforeseen("unforeseen failure", cause, requestId);
            case STORAGE_UNAVAILABLE -> warn(Kind.STORAGE, "storage unavailable: " + causes(cause), requestId);
            case IDENTITY_UNAVAILABLE ->
                warn(Kind.IDENTITY, "identity service unavailable: " + causes(cause), requestId);
            case OVERLOADED -> warn(Kind.OVERLOAD, "overloaded: " + overload(cause), requestId);
            default -> {
                LOG.log(Level.DEBUG, () -> "refused: " + fault + " [" + requestId + "]");
                if (cause instanceof OffsetRefusedException refused && refused.offset() == 0) {
                    String hint = "offset=0 refused; the offset rule 'lenient' accepts it";
                    log(Level.INFO, Kind.OFFSET_ZERO, hint, requestId, null);
                }
            }
        }
    }

    private static String overload(Throwable cause) {
        return cause instanceof RefusedException ? "no memory for request heads" : String.valueOf(cause.getMessage());
    }

    @Override
    public void responseFailed(Throwable failure, HttpServerExchange exchange) {
        responseFailed(RefusedException.unwrapped(failure), ResponseHeaders.requestId(exchange));
    }

    void responseFailed(Throwable cause, String requestId) {
        if (!(cause instanceof BackendUnavailableException unavailable)) {
            unforeseen("unforeseen failure; a response was cut off", cause, requestId);
        } else if (unavailable.isOverload()) {
            warn(Kind.OVERLOAD_MIDWAY, "overloaded; a response was cut off: " + causes(cause), requestId);
        } else {
            warn(Kind.STORAGE_MIDWAY, "storage unavailable; a response was cut off: " + causes(cause), requestId);
        }
    }

    @Override
    public void serverFailed(String what, Throwable cause) {
        unforeseen(what, cause, "no request");
    }

    @Override
    public void connectionRefused() {
        warn(Kind.CONNECTIONS, "overloaded: too many connections", "no request");
    }

    @Override
    public void clientCutOff(String reason, HttpServerExchange exchange) {
        LOG.log(Level.DEBUG, () -> "client cut off: " + reason + " [" + ResponseHeaders.requestId(exchange) + "]");
    }

    private void unforeseen(String what, Throwable cause, String requestId) {
        unforeseen.accept(cause);
        log(Level.ERROR, Kind.UNFORESEEN, what, requestId, cause);
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

    private void warn(Kind kind, String what, String requestId) {
        log(Level.WARNING, kind, what, requestId, null);
    }

    private void log(Level level, Kind kind, String what, String requestId, @Nullable Throwable withStackTrace) {
        Limiter limiter = Objects.requireNonNull(limiters.get(kind));
        String line = what + " [" + requestId + "]";
        if (!limiter.mayLog()) {
            LOG.log(Level.DEBUG, line, withStackTrace);
            return;
        }
        long unlogged = limiter.unlogged.sumThenReset();
        LOG.log(
                level,
                unlogged == 0 ? line : line + " (" + unlogged + " more since the last such line)",
                withStackTrace);
    }

    /** Admits one line per quiet period. */
    private static final class Limiter {

        private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());
        private final LongAdder unlogged = new LongAdder();

        boolean mayLog() {
            long now = System.nanoTime();
            long until = quietUntil.get();
            if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS)) {
                return true;
            }
            unlogged.increment();
            return false;
        }
    }
}
