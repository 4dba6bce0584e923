package org.volumetransfers.adapter.keystone;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Lets so many calls run at a time and so many wait, in the order of their coming. A place is taken until the call
 * has ended, for whatever reason; a call whose time runs out while it waits never starts. Nobody's thread waits.
 */
final class CallSlots {

    private final int most;
    private final int mostWaiting;
    /** What is to be started, each a call. */
    private final Set<Runnable> waiting = new LinkedHashSet<>();

    private int running;

    CallSlots(int most, int mostWaiting) {
        this.most = most;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Starts a call, now or when another has ended.
     *
     * @param call is done when the call has ended, or is no longer wanted
     * @param start starts it; must not throw
     * @return false when too many wait already; the call is not started then
     */
    boolean take(CompletionStage<?> call, Runnable start) {
        boolean now;
        synchronized (this) {
            now = running < most;
            if (now) {
                running++;
            } else if (waiting.size() < mostWaiting) {
                waiting.add(start);
            } else {
                return false;
            }
        }
        if (now) {
            start.run();
        }
        call.whenComplete((answer, failure) -> ended(start));
        return true;
    }

    private void ended(Runnable call) {
        Runnable next = null;
        synchronized (this) {
            if (waiting.remove(call)) {
                return;
            }
            Iterator<Runnable> first = waiting.iterator();
            if (first.hasNext()) {
                next = first.next();
                first.remove();
            } else {
                running--;
            }
        }
        if (next != null) {
            next.run();
        }
    }
}
