package org.volumetransfers.adapter.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Watches what a connection has sent since its last answer, so that {@link ParserRefusal} can tell why Undertow's parser
 * gave up. Used by the connection's I/O thread only.
 */
final class InboundBytes extends AbstractStreamSourceConduit<StreamSourceConduit> {

    private static final byte[] HEAD = {'H', 'E', 'A', 'D', ' '};

    private long count;
    private boolean lineEnded;
    private int matchedOfHead;

    InboundBytes(StreamSourceConduit next) {
        super(next);
    }

    /** Starts over: an answer has gone out. */
    void answered() {
        count = 0;
        lineEnded = false;
        matchedOfHead = 0;
    }

    /** Whether anything came since the last answer. */
    boolean isEmpty() {
        return count == 0;
    }

    /** Whether more bytes came than this. */
    boolean exceeds(long limit) {
        return count > limit;
    }

    /** Whether the request line came to its end. */
    boolean hasLine() {
        return lineEnded;
    }

    /** Whether the request that is being sent is a {@code HEAD}. */
    boolean isHead() {
        return matchedOfHead == HEAD.length;
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        int from = dst.position();
        int read = super.read(dst);
        if (read > 0) {
            note(dst, from, dst.position());
        }
        return read;
    }

    @Override
    public long read(ByteBuffer[] dsts, int offs, int len) throws IOException {
        for (int i = offs; i < offs + len; i++) {
            if (dsts[i].hasRemaining()) {
                return read(dsts[i]);
            }
        }
        return 0;
    }

    private void note(ByteBuffer buffer, int from, int to) {
        for (int i = from; i < to && !lineEnded; i++) {
            byte octet = buffer.get(i);
            if (matchedOfHead == count + (i - from) && matchedOfHead < HEAD.length && octet == HEAD[matchedOfHead]) {
                matchedOfHead++;
            }
            lineEnded = octet == '\n';
        }
        count += to - from;
    }
}
