package org.volumetransfers.adapter.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Watches the head of the request that a connection is sending, so that {@link ParserRefusal} can tell why Undertow's
 * parser gave up. Used by the connection's I/O thread only.
 */
final class InboundBytes extends AbstractStreamSourceConduit<StreamSourceConduit> {

    private static final byte[] HEAD = {'H', 'E', 'A', 'D', ' '};

    private long bytes;
    private int lines;
    private int lineLength;
    private boolean headEnded;
    private int matchedOfHead;

    InboundBytes(StreamSourceConduit next) {
        super(next);
    }

    /** Starts over: an answer has gone out. */
    void answered() {
        bytes = 0;
        lines = 0;
        lineLength = 0;
        headEnded = false;
        matchedOfHead = 0;
    }

    /** How many bytes of the head came. */
    long bytes() {
        return bytes;
    }

    /** How many of its lines came to their end, the request line included. */
    int lines() {
        return lines;
    }

    /** Whether the request that is being sent is a {@code HEAD}. */
    boolean isHead() {
        return matchedOfHead == HEAD.length;
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        int from = dst.position();
        int read = super.read(dst);
        for (int i = from; i < dst.position() && !headEnded; i++) {
            note(dst.get(i));
        }
        return read;
    }

    /** Nobody above reads a head in this way, and a body does not matter here. */
    @Override
    public long read(ByteBuffer[] dsts, int offs, int len) throws IOException {
        return super.read(dsts, offs, len);
    }

    private void note(byte octet) {
        if (bytes < HEAD.length && matchedOfHead == bytes && octet == HEAD[matchedOfHead]) {
            matchedOfHead++;
        }
        bytes++;
        if (octet != '\n') {
            lineLength += octet == '\r' ? 0 : 1;
        } else if (lineLength == 0) {
            headEnded = true;
        } else {
            lines++;
            lineLength = 0;
        }
    }
}
