package org.volumetransfers.adapter.http;

/** The threads of a server; one that dies leaves its connections without an answer for good, which is reported. */
final class ServerThreads extends ThreadGroup {

    private final FaultLog log;

    ServerThreads(FaultLog log) {
        super("volume-transfers");
        this.log = log;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        log.failed("the thread " + thread.getName() + " has died", error, "no request");
        super.uncaughtException(thread, error);
    }
}
