package org.volumetransfers.adapter.http.engine;

import java.util.concurrent.RejectedExecutionException;
import org.xnio.XnioIoThread;

/** Passes tasks from other threads to the thread that owns a connection. */
public final class IoThreads {

    private IoThreads() {}

    /**
     * Runs a task on an I/O thread soon, or never if the server and thus the connection has been closed.
     *
     * @param io the I/O thread of a connection
     * @param task the task
     */
    public static void run(XnioIoThread io, Runnable task) {
        try {
            io.execute(task);
        } catch (RejectedExecutionException e) {
            // The server has been closed.
        }
    }
}
