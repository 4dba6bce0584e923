package org.volumetransfers.adapter.http;

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
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.OffsetRefusedException;

/**
 * What the log says of faults: one line for each fault of ours or of a dependency, not one for each request that met it;
 * refusals of callers only at debug level, since callers can make any number of them.
 */
final class FaultLog {

    private static final Logger LOG = System.getLogger(FaultLog.class.getPackageName());

    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MAX_CAUSES = 5;

    private final Map<Fault, Limiter> limiters = new EnumMap<>(Fault.class);
    private final Consumer<? super Throwable> unforeseen;

    /**
     * Logs faults.
     *
     * @param unforeseen takes each failure that is no fault of the contract: errors of the JVM and of this program
     */
    FaultLog(Consumer<? super Throwable> unforeseen) {
        this.unforeseen = unforeseen;
        for (Fault fault : Fault.values()) {
            limiters.put(fault, new Limiter());
        }
    }

    /** Notes that a request was answered with a fault. */
    void answered(Fault fault, Throwable cause, String requestId) {
        switch (fault) {
            case INTERNAL -> failed("unforeseen failure", cause, requestId);
            case STORAGE_UNAVAILABLE ->
                limited(Level.WARNING, fault, "storage cannot answer: " + causes(cause), requestId, null);
            case IDENTITY_UNAVAILABLE ->
                limited(Level.WARNING, fault, "identity cannot be asked: " + causes(cause), requestId, null);
            case OVERLOADED ->
                limited(
                        Level.WARNING,
                        fault,
                        "overloaded: no place in the queue for storage, no worker in time, or no memory",
                        requestId,
                        null);
            case OFFSET_NOT_POSITIVE -> {
                boolean zero = cause instanceof OffsetRefusedException;
                if (zero) {
                    limited(Level.INFO, fault, "offset=0 refused; the offset rule 'lenient' takes it", requestId, null);
                } else {
                    refused(fault, requestId);
                }
            }
            default -> refused(fault, requestId);
        }
    }

    /** Notes that an answer was cut off because the rest of it could not be read. */
    void cut(Throwable cause, String requestId) {
        if (cause instanceof BackendUnavailableException) {
            limited(
                    Level.WARNING,
                    Fault.STORAGE_UNAVAILABLE,
                    "storage failed; an answer was cut off: " + causes(cause),
                    requestId,
                    null);
        } else if (cause instanceof RefusedException refused && refused.fault() == Fault.OVERLOADED) {
            limited(
                    Level.WARNING,
                    Fault.OVERLOADED,
                    "overloaded: no worker for storage in time; an answer was cut off",
                    requestId,
                    null);
        } else {
            failed("unforeseen failure; an answer was cut off", cause, requestId);
        }
    }

    /** Notes a failure that is no fault of the contract. */
    void failed(String what, Throwable cause, String requestId) {
        unforeseen.accept(cause);
        limited(Level.ERROR, Fault.INTERNAL, what, requestId, cause);
    }

    /** Notes that a connection was refused. */
    void tooManyConnections() {
        limited(Level.WARNING, Fault.OVERLOADED, "overloaded: too many connections", "no request", null);
    }

    /** Notes that a client was cut off because it read too slowly or its token expired, or closed its connection. */
    void clientGone(String why, String requestId) {
        LOG.log(Level.DEBUG, () -> "client cut off: " + why + " [" + requestId + "]");
    }

    private static void refused(Fault fault, String requestId) {
        LOG.log(Level.DEBUG, () -> "refused: " + fault + " [" + requestId + "]");
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

    private void limited(Level level, Fault fault, String what, String requestId, @Nullable Throwable withStackTrace) {
        Limiter limiter = Objects.requireNonNull(limiters.get(fault));
        if (!limiter.mayLog()) {
            LOG.log(Level.DEBUG, () -> what + " [" + requestId + "]", withStackTrace);
            return;
        }
        long unlogged = limiter.unlogged.sumThenReset();
        String more = unlogged == 0 ? "" : " (" + unlogged + " more since the last such line)";
        LOG.log(level, what + " [" + requestId + "]" + more, withStackTrace);
    }

    /** Lets one line through, then none for a while. */
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
