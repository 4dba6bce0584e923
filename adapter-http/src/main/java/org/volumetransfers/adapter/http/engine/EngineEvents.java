package org.volumetransfers.adapter.http.engine;

import io.undertow.server.HttpServerExchange;

/** Receives the events of the engine, on any thread. */
public interface EngineEvents {

    /** A connection was refused because there are too many. */
    void connectionRefused();

    /**
     * A client was cut off: it closed its connection, read too slowly, or its token expired.
     *
     * @param reason the reason, for the log
     * @param exchange the exchange that was ended
     */
    void clientCutOff(String reason, HttpServerExchange exchange);

    /**
     * A response was cut off because the rest of it could not be produced.
     *
     * @param cause the failure
     * @param exchange the exchange that was ended
     */
    void responseFailed(Throwable cause, HttpServerExchange exchange);

    /**
     * The server itself failed.
     *
     * @param what the failed action, for the log
     * @param cause the failure
     */
    void serverFailed(String what, Throwable cause);
}
