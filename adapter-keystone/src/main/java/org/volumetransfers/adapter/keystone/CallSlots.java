package org.volumetransfers.adapter.keystone;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many calls run concurrently and how many wait, in order of arrival. A call keeps its slot until it has ended,
 * for whatever reason.
 *
 * <p>Second attempts at running calls have an eighth more slots, and may use those of calls while no call is waiting. So
 * they start even if all calls hang, and add little to the load of a busy Keystone.
 *
 * <p>Thread-safe and non-blocking.
 */
final class CallSlots {

    private static final int SPARE_SHARE = 8;

    private final int maxRunning;
    private final int spare;
    private final int maxWaiting;
    private final Executor executor;
    private final Lane calls = new Lane();
    private final Lane seconds = new Lane();

    /** Calls of one kind; guarded by the enclosing instance. */
    private static final class Lane {
        private final Set<Runnable> waiting = new LinkedHashSet<>();
        private int running;
    }

    /** Starts calls on the executor. */
    CallSlots(int maxRunning, int maxWaiting, Executor executor) {
        this.maxRunning = maxRunning;
        this.spare = Math.max(1, maxRunning / SPARE_SHARE);
        this.maxWaiting = maxWaiting;
        this.executor = executor;
    }

    /**
     * Starts a call, now or when another has ended.
     *
     * @param end completes when the call has ended or is no longer wanted; a waiting call is then never started
     * @return false if too many calls are waiting; the call is then never started
     */
    boolean take(CompletionStage<?> end, Runnable start) {
        return enter(calls, end, start);
    }

    /** Starts a second attempt at a running call, now or when there is a slot, in the same way. */
    void takeSecond(CompletionStage<?> end, Runnable start) {
        enter(seconds, end, start);
    }

    private boolean enter(Lane lane, CompletionStage<?> end, Runnable call) {
        synchronized (this) {
            if (lane == calls && calls.waiting.size() >= maxWaiting + Math.max(0, maxRunning - calls.running)) {
                return false;
            }
            lane.waiting.add(call);
        }
        end.whenComplete((result, failure) -> leave(lane, call));
        startWaiting();
        return true;
    }

    private void leave(Lane lane, Runnable call) {
        synchronized (this) {
            if (!lane.waiting.remove(call)) {
                lane.running--;
            }
        }
        startWaiting();
    }

    private void startWaiting() {
        for (Runnable next = next(); next != null; next = next()) {
            executor.execute(next);
        }
    }

    /** Returns the next call to start and counts it as running; null if there is none, or no slot for it. */
    private synchronized @Nullable Runnable next() {
        boolean second = !seconds.waiting.isEmpty() && (seconds.running < spare || calls.waiting.isEmpty());
        boolean free = calls.running + seconds.running < maxRunning + spare && (second || calls.running < maxRunning);
        Lane lane = second ? seconds : calls;
        Iterator<Runnable> first = lane.waiting.iterator();
        if (!free || !first.hasNext()) {
            return null;
        }
        Runnable next = first.next();
        first.remove();
        lane.running++;
        return next;
    }
}
