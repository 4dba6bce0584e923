package org.volumetransfers.adapter.http.engine;

import java.util.concurrent.RejectedExecutionException;
import org.xnio.XnioIoThread;

/** Hands work from other threads back to the thread that owns a connection. */
public final class IoThreads {

    private IoThreads() {}

    /**
     * Runs a task soon on an I/O thread, or never if the server has been closed, because the connection is gone then.
     *
     * @param io the I/O thread of a connection
     * @param task the task
     */
    public static void run(XnioIoThread io, Runnable task) {
        try {
            io.execute(task);
        } catch (RejectedExecutionException e) {
            // The server has been closed, and with it the connection.
        }
    }
}
