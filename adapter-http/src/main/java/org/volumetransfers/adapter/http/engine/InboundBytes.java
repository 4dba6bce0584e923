package org.volumetransfers.adapter.http.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Scans the heads of the requests that a connection sends, before Undertow's parser sees them: so that
 * {@link ParserRefusal} knows why the parser gave up, so that {@link HeadMemory} knows what the heads take, and so that
 * the parser refuses what it would take by itself (see {@link RequestHead}). Used by the connection's I/O thread only.
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

    /**
     * Scans what another conduit reads.
     *
     * @param reset resets the connection
     */
    InboundBytes(StreamSourceConduit next, HeadMemory memory, Runnable reset) {
        super(next);
        this.memory = memory;
        this.reset = reset;
    }

    /** Returns the head that is answered next: the first complete one, else the one that is arriving. */
    RequestHead head() {
        RequestHead first = complete.peek();
        return first == null ? current : first;
    }

    /** Tells whether there is memory for the heads of this connection. */
    boolean hasMemory() {
        return !memory.isExceeded();
    }

    /** Scans nothing more: the rest is a body, which is not read, and the connection is closed after the answer. */
    void bodyFollows() {
        bodyFollows = true;
        current = new RequestHead();
        account();
    }

    /** Forgets the first head: it has been answered. */
    void answered() {
        RequestHead answered = complete.poll();
        if (answered != null) {
            completeWeight -= answered.weight();
            account();
        }
    }

    /** Gives back the memory of all heads: the connection is closed. */
    void closed() {
        complete.clear();
        completeWeight = 0;
        current = new RequestHead();
        account();
    }

    /** Resets the connection, whose head is one too many. */
    void cut() {
        isCut = true;
        closed();
        reset.run();
    }

    /** Reads at most one buffer of a head at a time, then lets other connections have their turn. */
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
            yields = current.isBegun();
        }
        return read;
    }

    private void scan(ByteBuffer bytes, int from) {
        int at = from;
        while (at < bytes.position()) {
            at = current.take(bytes, at, bytes.position());
            if (current.isComplete()) {
                complete.add(current);
                completeWeight += current.weight();
                current = new RequestHead();
            }
        }
    }

    /** A connection whose head is unfinished may be cut, unless an earlier request of it is still to be answered. */
    private void account() {
        hold(completeWeight + current.weight());
        if (complete.isEmpty() && current.isBegun()) {
            memory.unfinished(this);
        } else {
            memory.finished(this);
        }
    }

    private void hold(long bytes) {
        memory.add(bytes - held);
        held = bytes;
    }
}
