package org.volumetransfers.adapter.http.engine;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * Has the further parts of a response produced, and hands them to the I/O thread. While a temporary failure prevents that, it
 * retries for as long as a reader may stall.
 */
final class PartReader {

    private static final long RETRY_MILLIS = 50;

    private final ResponseParts parts;
    private final XnioIoThread io;
    private final Consumer<ByteBuffer> onPart;
    private final Consumer<Throwable> onFailure;
    private final long patienceNanos;

    /**
     * Creates a reader.
     *
     * @param onPart receives each part, on the I/O thread
     * @param onFailure receives the failure of a part, on the I/O thread
     */
    PartReader(
            ResponseParts parts,
            HttpTimeouts timeouts,
            XnioIoThread io,
            Consumer<ByteBuffer> onPart,
            Consumer<Throwable> onFailure) {
        this.parts = parts;
        this.io = io;
        this.onPart = onPart;
        this.onFailure = onFailure;
        this.patienceNanos = timeouts.stall().toNanos();
    }

    boolean hasNext() {
        return parts.hasNext();
    }

    /** Reads the next part. On the I/O thread. */
    void readNext() {
        readNext(System.nanoTime());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are handled inside
    private void readNext(long since) {
        try {
            // Always through the queue of the I/O thread: parts that are there at once must not nest.
            parts.next().whenComplete((part, failure) -> IoThreads.run(io, () -> done(part, failure, since)));
        } catch (RuntimeException | Error e) {
            onFailure.accept(e);
        }
    }

    private void done(@Nullable ByteBuffer part, @Nullable Throwable failure, long since) {
        if (part != null) {
            onPart.accept(part);
        } else if (failure == null) {
            onFailure.accept(new NullPointerException("part"));
        } else if (parts.isTemporary(failure) && System.nanoTime() - since < patienceNanos) {
            io.executeAfter(() -> readNext(since), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            onFailure.accept(failure);
        }
    }
}
