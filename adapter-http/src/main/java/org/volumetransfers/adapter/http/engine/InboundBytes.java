package org.volumetransfers.adapter.http.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Scans the request heads of a connection before Undertow's parser reads them: to find out why the parser refused one
 * ({@link ParserRefusal}), to bound their memory ({@link HeadMemory}), and to have invalid heads refused that the parser would
 * accept ({@link RequestHead}). Used by the connection's I/O thread only.
 */
final class InboundBytes extends AbstractStreamSourceConduit<StreamSourceConduit> {

    private final HeadMemory memory;
    private final Runnable reset;
    private final Queue<RequestHead> complete = new ArrayDeque<>(2);
    private RequestHead current = new RequestHead();
    private long completeWeight;
    private long held;
    private boolean isCut;
    private boolean yields;
    private boolean bodyFollows;

    /** Creates a scanner of the bytes that {@code next} reads; {@code reset} resets the connection. */
    InboundBytes(StreamSourceConduit next, HeadMemory memory, Runnable reset) {
        super(next);
        this.memory = memory;
        this.reset = reset;
    }

    /** Returns the head that is answered next: the first complete one, otherwise the one that is arriving. */
    RequestHead head() {
        return Objects.requireNonNullElse(complete.peek(), current);
    }

    /** Returns whether there is memory for the heads of this connection. */
    boolean hasMemory() {
        return !memory.isExceeded();
    }

    /** Stops to scan: a body follows, which is not read, and the connection is closed after the response. */
    void bodyFollows() {
        bodyFollows = true;
        current = new RequestHead();
        account();
    }

    /** Releases the first head, whose response has ended. */
    void answered() {
        RequestHead answered = complete.poll();
        if (answered != null) {
            completeWeight -= answered.weight();
            account();
        }
    }

    /** Releases all heads, because the connection has been closed. */
    void closed() {
        complete.clear();
        completeWeight = 0;
        current = new RequestHead();
        account();
    }

    /** Releases all heads, and resets the connection. */
    void cut() {
        isCut = true;
        closed();
        reset.run();
    }

    /** Reads at most one buffer of a head at a time, so that other connections get their turns. */
    @Override
    public int read(ByteBuffer dst) throws IOException {
        if (yields) {
            yields = false;
            return 0;
        }
        int from = dst.position();
        int read = super.read(dst);
        if (read > 0 && !bodyFollows) {
            scan(dst, from);
            account();
            memory.makeRoom();
            if (isCut) {
                throw new ClosedChannelException();
            }
            yields = current.bytes() > 0;
        }
        return read;
    }

    private void scan(ByteBuffer bytes, int from) {
        int at = from;
        while (at < bytes.position()) {
            at = current.scan(bytes, at, bytes.position());
            if (current.isComplete()) {
                complete.add(current);
                completeWeight += current.weight();
                current = new RequestHead();
            }
        }
    }

    private void account() {
        long weight = completeWeight + current.weight();
        memory.add(weight - held, this, complete.isEmpty() && current.bytes() > 0);
        held = weight;
    }
}
