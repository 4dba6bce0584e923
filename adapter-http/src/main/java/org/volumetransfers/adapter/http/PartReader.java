package org.volumetransfers.adapter.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.xnio.XnioIoThread;

/**
 * Reads the parts of an answer after the first, on the storage executor, and hands them to the I/O thread. Where no worker
 * is free, the answer waits for as long as it would wait for its reader.
 */
final class PartReader {

    /** How long to wait before asking again for a place in a full queue. */
    private static final long RETRY_MILLIS = 50;

    private final Parts parts;
    private final ResponseWriter.Sending sending;
    private final XnioIoThread io;
    private final Consumer<Part> take;
    private final Consumer<Throwable> fail;
    private final Duration patience;

    /** What is still to be sent, read on demand. */
    interface Parts {

        /** Tells whether {@link #next} has more. */
        boolean hasNext();

        /** Returns the next bytes. May block on storage. */
        ByteBuffer next();
    }

    /** The bytes of a part, and whether they are the last. */
    record Part(ByteBuffer bytes, boolean isLast) {}

    /**
     * Prepares the reading.
     *
     * @param take takes a part, on the I/O thread
     * @param fail takes a failure, on the I/O thread
     */
    PartReader(
            Parts parts,
            ResponseWriter.Sending sending,
            XnioIoThread io,
            Consumer<Part> take,
            Consumer<Throwable> fail) {
        this.parts = parts;
        this.sending = sending;
        this.io = io;
        this.take = take;
        this.fail = fail;
        this.patience = sending.limits().timeouts().stall();
    }

    /** Has the next part read, and taken once. On the I/O thread. */
    void readNext() {
        readNext(System.nanoTime());
    }

    private void readNext(long since) {
        try {
            QueuedWork.hand(sending.storage(), io, patience, this::read, () -> fail.accept(overloaded()));
        } catch (RejectedExecutionException e) {
            if (System.nanoTime() - since > patience.toNanos()) {
                fail.accept(overloaded());
            } else {
                io.executeAfter(() -> readNext(since), RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException | Error e) {
            fail.accept(e);
        }
    }

    private void read() {
        try {
            Part part = new Part(parts.next(), !parts.hasNext());
            IoThreads.hand(io, () -> take.accept(part));
        } catch (RuntimeException | Error e) {
            IoThreads.hand(io, () -> fail.accept(e));
        }
    }

    private static RefusedException overloaded() {
        return Fault.OVERLOADED.refused();
    }
}
