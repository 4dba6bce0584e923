package org.volumetransfers.adapter.http.engine;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Bounds what the heads of requests take in memory, from their first byte until they are answered, for the connections of
 * one I/O thread. When they take too much, the unfinished head that began first is cut, then the next. Used by that thread
 * only: memory must be free before the next bytes are read, and a thread can close its own connections at once.
 */
final class HeadMemory {

    private final long limit;
    private long held;
    /** Connections with an unfinished head and no request in flight, in the order of their beginning. */
    private final Set<InboundBytes> unfinished = new LinkedHashSet<>();

    HeadMemory(long limit) {
        this.limit = limit;
    }

    /** Notes that heads take so many bytes more; less where negative. */
    void add(long bytes) {
        held += bytes;
    }

    /** Tells whether heads take more than they may. When none is unfinished, those of requests in flight do. */
    boolean isExceeded() {
        return held > limit;
    }

    /** Notes that a connection has sent a part of a head and has no request in flight. */
    void unfinished(InboundBytes connection) {
        unfinished.add(connection);
    }

    /** Notes that a connection must not be cut: it has sent no part of a head, or has a request in flight. */
    void finished(InboundBytes connection) {
        unfinished.remove(connection);
    }

    /** Cuts unfinished heads, the oldest first, until the others fit. */
    void makeRoom() {
        while (isExceeded() && !unfinished.isEmpty()) {
            Iterator<InboundBytes> oldest = unfinished.iterator();
            InboundBytes cut = oldest.next();
            oldest.remove();
            cut.cut();
        }
    }
}
