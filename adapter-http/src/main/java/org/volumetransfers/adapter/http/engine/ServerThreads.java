package org.volumetransfers.adapter.http.engine;

/** The threads of a server. Reports the death of a thread, because its connections are never served again. */
final class ServerThreads extends ThreadGroup {

    private final EngineEvents events;

    ServerThreads(EngineEvents events) {
        super("volume-transfers");
        this.events = events;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        events.serverFailed("the thread " + thread.getName() + " has died", error);
        super.uncaughtException(thread, error);
    }
}
