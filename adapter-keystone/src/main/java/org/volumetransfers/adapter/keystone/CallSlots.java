package org.volumetransfers.adapter.keystone;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many calls run at a time and how many wait, in order of arrival. A call keeps its place until it has ended,
 * for whatever reason. A call that has waited too long is not started any more: with the rest of its time it would take a
 * place for nothing.
 *
 * <p>Second attempts at running calls have an eighth more places, and those of calls as long as none waits for them. So
 * they start even where calls without an answer hold all other places, and add little to the work of a busy Keystone.
 *
 * <p>Safe for any number of threads; none waits.
 */
final class CallSlots {

    private static final int SPARE_SHARE = 8;

    private final int most;
    private final int spare;
    private final int mostWaiting;
    private final long longestWaitNanos;
    private final Set<Call> waiting = new LinkedHashSet<>();
    private final Set<Call> waitingSeconds = new LinkedHashSet<>();
    private int running;
    private int runningSeconds;
    private boolean starting;

    CallSlots(int most, int mostWaiting, Duration longestWait) {
        this.most = most;
        this.spare = Math.max(1, most / SPARE_SHARE);
        this.mostWaiting = mostWaiting;
        this.longestWaitNanos = longestWait.toNanos();
    }

    /** Something to start. Told apart by identity. */
    private static final class Call {

        private final Runnable start;
        private final Runnable tooLate;
        private final boolean second;
        private final long since = System.nanoTime();

        Call(Runnable start, Runnable tooLate, boolean second) {
            this.start = start;
            this.tooLate = tooLate;
            this.second = second;
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
        Call call = new Call(start, tooLate, false);
        synchronized (this) {
            if (waiting.size() >= mostWaiting + Math.max(0, most - running)) {
                return false;
            }
            waiting.add(call);
        }
        end.whenComplete((answer, failure) -> ended(call));
        startWaiting();
        return true;
    }

    /**
     * Starts a second attempt at a running call, now or when there is a place.
     *
     * @param end is done when the attempt has ended, or is no longer wanted; then it is not started
     * @param start starts it; must not throw
     */
    void takeSecond(CompletionStage<?> end, Runnable start) {
        Call call = new Call(start, start, true);
        synchronized (this) {
            waitingSeconds.add(call);
        }
        end.whenComplete((answer, failure) -> ended(call));
        startWaiting();
    }

    private void ended(Call call) {
        synchronized (this) {
            if (waiting.remove(call) || waitingSeconds.remove(call)) {
                return;
            }
            count(call, -1);
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

    private void count(Call call, int change) {
        if (call.second) {
            runningSeconds += change;
        } else {
            running += change;
        }
    }

    /** Returns the next call, which runs from now on; null, and no thread is starting calls any more, if there is none. */
    private synchronized @Nullable Call next() {
        boolean second = !waitingSeconds.isEmpty() && (runningSeconds < spare || waiting.isEmpty());
        boolean free = running + runningSeconds < most + spare && (second || running < most);
        Iterator<Call> first = (second ? waitingSeconds : waiting).iterator();
        if (!free || !first.hasNext()) {
            starting = false;
            return null;
        }
        Call next = first.next();
        first.remove();
        count(next, 1);
        return next;
    }
}
