package org.volumetransfers.adapter.keystone;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many calls run concurrently and how many wait. A call keeps its slot until it has ended, for whatever reason.
 *
 * <p>Clients take turns: a client with many waiting calls delays its own. When too many wait, the client with most loses its
 * latest one. Proven clients have places of their own, as many as all others, and every other free slot. So a client that
 * floods the slots harms itself, and many such clients do not harm those that are proven.
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
    private final Supplier<? extends Throwable> refusal;
    private final Lane proven = new Lane();
    private final Lane others = new Lane();
    private final Lane seconds = new Lane();
    private boolean provenLast;

    /** Calls of one kind; guarded by the enclosing instance. */
    private static final class Lane {
        private final ClientTurns<Call> waiting = new ClientTurns<>();
        private int running;
    }

    /** A call, compared by identity; its state is guarded by the enclosing instance. */
    private static final class Call {
        private final Lane lane;
        private final String client;
        private final CompletableFuture<?> end;
        private final Runnable start;
        private boolean running;

        Call(Lane lane, @Nullable String client, CompletableFuture<?> end, Runnable start) {
            this.lane = lane;
            this.client = client == null ? "" : client;
            this.end = end;
            this.start = start;
        }
    }

    /**
     * Starts calls on the executor.
     *
     * @param maxWaiting the maximum number of waiting calls of proven clients, and of others
     * @param refusal what a call ends with that may neither run nor wait
     */
    CallSlots(int maxRunning, int maxWaiting, Executor executor, Supplier<? extends Throwable> refusal) {
        this.maxRunning = maxRunning;
        this.spare = Math.max(1, maxRunning / SPARE_SHARE);
        this.maxWaiting = maxWaiting;
        this.executor = executor;
        this.refusal = refusal;
    }

    /**
     * Starts a call, now or when another has ended.
     *
     * @param client whose turn to wait for; null for an unknown one, all of which count as one client
     * @param isProven whether to use the places of proven clients
     * @param end completes when the call has ended or is no longer wanted; a waiting call is then never started. Is
     *     completed here if the call is refused
     */
    void take(@Nullable String client, boolean isProven, CompletableFuture<?> end, Runnable start) {
        enter(new Call(isProven ? proven : others, client, end, start));
    }

    /** Starts a second attempt at a running call, now or when there is a slot, in the same way, but is never refused. */
    void takeSecond(CompletableFuture<?> end, Runnable start) {
        enter(new Call(seconds, null, end, start));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // only releases the slot
    private void enter(Call call) {
        @Nullable Call refused = add(call);
        if (refused != call) {
            call.end.whenComplete((result, failure) -> leave(call));
            startWaiting();
        }
        if (refused != null) {
            refused.end.completeExceptionally(refusal.get());
        }
    }

    /** Returns the call that has to give way, which may be the added one; null if there is room. */
    private synchronized @Nullable Call add(Call call) {
        Lane lane = call.lane;
        @Nullable Call refused = null;
        int free = Math.max(0, maxRunning - proven.running - others.running);
        if (lane != seconds && lane.waiting.size() >= maxWaiting + free) {
            refused = lane.waiting.makeRoomFor(call.client);
            if (refused == null) {
                return call;
            }
        }
        lane.waiting.add(call.client, call);
        return refused;
    }

    /** Returns how many calls wait, second attempts included. */
    synchronized int waiting() {
        return proven.waiting.size() + others.waiting.size() + seconds.waiting.size();
    }

    private void leave(Call call) {
        synchronized (this) {
            if (call.running) {
                call.lane.running--;
            } else {
                call.lane.waiting.remove(call.client, call);
            }
        }
        startWaiting();
    }

    private void startWaiting() {
        for (Call next = next(); next != null; next = next()) {
            executor.execute(next.start);
        }
    }

    /** Returns the next call to start and counts it as running; null if there is none, or no slot for it. */
    private synchronized @Nullable Call next() {
        int calls = proven.running + others.running;
        boolean noneWaits = proven.waiting.size() + others.waiting.size() == 0;
        boolean second = seconds.waiting.size() > 0 && (seconds.running < spare || noneWaits);
        boolean free = calls + seconds.running < maxRunning + spare && (second || calls < maxRunning);
        if (!free || (noneWaits && !second)) {
            return null;
        }
        Lane lane = second ? seconds : nextLane();
        @Nullable Call next = lane.waiting.poll();
        if (next != null) {
            next.running = true;
            lane.running++;
        }
        return next;
    }

    private Lane nextLane() {
        provenLast = others.waiting.size() == 0 || (proven.waiting.size() > 0 && !provenLast);
        return provenLast ? proven : others;
    }
}
