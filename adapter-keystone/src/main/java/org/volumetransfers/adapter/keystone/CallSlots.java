package org.volumetransfers.adapter.keystone;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many calls run at a time and so many wait, in the order of their coming. A place is taken until the call has
 * ended, for whatever reason. A call that has waited too long is not started any more: with what is left of its time it
 * would take a place for nothing. Nobody's thread waits.
 */
final class CallSlots {

    private final int most;
    private final int mostWaiting;
    private final long longestWaitNanos;
    private final Set<Call> waiting = new LinkedHashSet<>();
    private int running;
    private boolean starting;

    CallSlots(int most, int mostWaiting, Duration longestWait) {
        this.most = most;
        this.mostWaiting = mostWaiting;
        this.longestWaitNanos = longestWait.toNanos();
    }

    /** Something to start. Told apart by identity. */
    private static final class Call {

        private final Runnable start;
        private final Runnable tooLate;
        private final long since = System.nanoTime();

        Call(Runnable start, Runnable tooLate) {
            this.start = start;
            this.tooLate = tooLate;
        }
    }

    /**
     * Starts a call, now or when another has ended. Of the two runnables at most one is run, and none where the call ends
     * while it waits; neither may throw.
     *
     * @param end is done when the call has ended, or is no longer wanted
     * @param start starts it
     * @param tooLate is run instead where it has waited too long
     * @return false when too many wait already; neither is run then
     */
    boolean take(CompletionStage<?> end, Runnable start, Runnable tooLate) {
        Call call = new Call(start, tooLate);
        synchronized (this) {
            if (running + waiting.size() >= most + mostWaiting) {
                return false;
            }
            waiting.add(call);
        }
        end.whenComplete((answer, failure) -> ended(call));
        startWaiting();
        return true;
    }

    private void ended(Call call) {
        synchronized (this) {
            if (waiting.remove(call)) {
                return;
            }
            running--;
        }
        startWaiting();
    }

    /** Goes on until nothing can be started. By one at a time: a call may end while it is being started, and lead here. */
    private void startWaiting() {
        synchronized (this) {
            if (starting) {
                return;
            }
            starting = true;
        }
        for (Call next = next(); next != null; next = next()) {
            if (System.nanoTime() - next.since > longestWaitNanos) {
                next.tooLate.run();
            } else {
                next.start.run();
            }
        }
    }

    /** The next call, which runs from here on; null, and nobody is starting any more, when there is none. */
    private synchronized @Nullable Call next() {
        Iterator<Call> first = waiting.iterator();
        if (running >= most || !first.hasNext()) {
            starting = false;
            return null;
        }
        Call next = first.next();
        first.remove();
        running++;
        return next;
    }
}
