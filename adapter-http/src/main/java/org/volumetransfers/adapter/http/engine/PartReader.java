package org.volumetransfers.adapter.http.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioIoThread;

/**
 * Reads the further parts of a response, and passes them to the I/O thread. Retries after a temporary failure, for as long as
 * a client may stall.
 */
final class PartReader {

    private static final long RETRY_MILLIS = 50;

    private final ResponseParts parts;
    private final XnioIoThread io;
    private final ResponseWriter writer;
    private final long patienceNanos;

    PartReader(ResponseParts parts, Duration patience, XnioIoThread io, ResponseWriter writer) {
        this.parts = parts;
        this.patienceNanos = patience.toNanos();
        this.io = io;
        this.writer = writer;
    }

    boolean hasNext() {
        return parts.hasNext();
    }

    /** Reads the next part, and passes it or its failure to the writer. Called on the I/O thread. */
    void readNext() {
        readNext(System.nanoTime());
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are handled inside
    private void readNext(long since) {
        try {
            // Always through the queue of the I/O thread: parts that are complete already must not nest.
            parts.next().whenComplete((part, failure) -> IoThreads.run(io, () -> done(part, failure, since)));
        } catch (RuntimeException | Error e) {
            writer.fail(e);
        }
    }

    private void done(@Nullable ByteBuffer part, @Nullable Throwable failure, long since) {
        if (part != null) {
            writer.take(part);
        } else if (failure == null) {
            writer.fail(new NullPointerException("part"));
        } else if (parts.isTemporary(failure) && System.nanoTime() - since < patienceNanos) {
            io.executeAfter(() -> readNext(since), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            writer.fail(failure);
        }
    }
}
