package org.volumetransfers.adapter.http.engine;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Bounds the memory of request heads, from their first byte to the end of the response, for the connections of one I/O
 * thread. While the bound is exceeded, connections with an unfinished head are reset, the oldest head first. Used by that
 * thread only: memory must be free before the next bytes are read, and a thread can close its own connections at once.
 */
final class HeadMemory {

    private final long limit;
    private long held;
    /** Connections with an unfinished head and no request in flight, the oldest head first. */
    private final Set<InboundBytes> unfinished = new LinkedHashSet<>();

    HeadMemory(long limit) {
        this.limit = limit;
    }

    /**
     * Records that the heads of a connection hold more bytes, or fewer if negative.
     *
     * @param mayBeReset whether the connection has sent a part of a head and has no request in flight
     */
    void add(long bytes, InboundBytes connection, boolean mayBeReset) {
        held += bytes;
        if (mayBeReset) {
            unfinished.add(connection);
        } else {
            unfinished.remove(connection);
        }
    }

    /** Returns whether the bound is exceeded; after {@link #makeRoom}, by requests in flight alone. */
    boolean isExceeded() {
        return held > limit;
    }

    /** Resets connections with unfinished heads, the oldest head first, while the bound is exceeded. */
    void makeRoom() {
        while (isExceeded() && !unfinished.isEmpty()) {
            unfinished.iterator().next().cut();
        }
    }
}
