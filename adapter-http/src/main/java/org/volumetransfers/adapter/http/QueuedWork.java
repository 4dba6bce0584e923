package org.volumetransfers.adapter.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

/**
 * Work that waits for a storage worker, but not for ever: where all workers hang on storage that is silent, those who
 * queue behind them get their answer all the same. Whoever comes first has the work, a worker or the time.
 */
final class QueuedWork {

    private final AtomicBoolean claimed = new AtomicBoolean();
    private volatile XnioExecutor.@Nullable Key timer;

    /**
     * Hands work to storage, whose executor may also do it at once. On the I/O thread.
     *
     * @param tooLate is run on the I/O thread, instead of the work, when that has not been begun in time
     * @throws RejectedExecutionException when there is no place in the queue; neither is run then
     */
    static void hand(Executor storage, XnioIoThread io, Duration longestWait, Runnable work, Runnable tooLate) {
        QueuedWork queued = new QueuedWork();
        storage.execute(() -> {
            if (queued.claim()) {
                work.run();
            }
        });
        queued.refuseAfter(longestWait, io, tooLate);
    }

    /** Whether the caller is the one to do it. */
    boolean claim() {
        if (!claimed.compareAndSet(false, true)) {
            return false;
        }
        XnioExecutor.Key pending = timer;
        if (pending != null) {
            pending.remove();
        }
        return true;
    }

    /**
     * Once the work waits: puts an end to that.
     *
     * @param tooLate is run on the I/O thread when nobody has claimed the work in time
     */
    void refuseAfter(Duration longestWait, XnioIoThread io, Runnable tooLate) {
        if (claimed.get()) {
            return;
        }
        XnioExecutor.Key key;
        try {
            key = io.executeAfter(
                    () -> {
                        if (claimed.compareAndSet(false, true)) {
                            tooLate.run();
                        }
                    },
                    longestWait.toNanos(),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // The server has been closed, and the connection with it: nobody waits any more.
            return;
        }
        timer = key;
        if (claimed.get()) {
            // Begun in between, and may have missed the timer.
            key.remove();
        }
    }
}
