package org.volumetransfers.adapter.http.engine;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.StreamConnection;

/**
 * Resets connections, so that no client can mistake a part of a response for all of it. Closing a connection is not enough,
 * because that is how a body without length ends properly (HTTP/1.0); neither is an exception or the end of the exchange,
 * after which Undertow completes the body.
 */
public final class Abort {

    private Abort() {}

    /** Resets the connection of an exchange, which ends the exchange. */
    public static void connectionOf(HttpServerExchange exchange) {
        if (exchange.getConnection() instanceof HttpServerConnection http) {
            reset(http.getChannel());
        }
        IoUtils.safeClose(exchange.getConnection());
    }

    static void reset(StreamConnection connection) {
        try {
            connection.setOption(Options.CLOSE_ABORT, true);
        } catch (IOException e) {
            // The connection is closed already.
        }
        IoUtils.safeClose(connection);
    }
}
