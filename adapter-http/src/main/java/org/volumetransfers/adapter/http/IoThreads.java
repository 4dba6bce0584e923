package org.volumetransfers.adapter.http;

import java.util.concurrent.RejectedExecutionException;
import org.xnio.XnioIoThread;

/** Hands work from other threads back to the thread that a connection belongs to. */
final class IoThreads {

    private IoThreads() {}

    /**
     * Has the task run soon, or never when the server has been closed: the connection is gone then, and nobody is left to
     * be told.
     */
    static void hand(XnioIoThread io, Runnable task) {
        try {
            io.execute(task);
        } catch (RejectedExecutionException e) {
            // Closed; whoever worked for this connection should not fail for it.
        }
    }
}
