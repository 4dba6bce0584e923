package org.volumetransfers.adapter.http.engine;

import io.undertow.server.HttpServerExchange;

/** Receives the events of the engine, on any thread. */
public interface EngineEvents {

    /** A connection was refused because there are too many. */
    void connectionRefused();

    /** A client was cut off: it closed its connection, read too slowly, or its token expired. */
    void clientCutOff(String reason, HttpServerExchange exchange);

    /** A response was cut off because the rest of it could not be produced. */
    void responseFailed(Throwable cause, HttpServerExchange exchange);

    /** An action of the server itself failed; {@code what} names it in the log. */
    void serverFailed(String what, Throwable cause);
}
