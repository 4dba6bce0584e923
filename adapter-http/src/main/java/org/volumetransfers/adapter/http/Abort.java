package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.StreamConnection;

/**
 * Breaks a connection so that no client can take a part of an answer for the whole. A plain close is not enough: where
 * the body ends with the connection (HTTP/1.0) it looks like the proper end, so the connection is reset. Nothing else
 * in Undertow does this; ending the exchange, or an exception, ends the body properly.
 */
final class Abort {

    private Abort() {}

    static void connectionOf(HttpServerExchange exchange) {
        if (exchange.getConnection() instanceof HttpServerConnection http) {
            reset(http.getChannel());
        }
        IoUtils.safeClose(exchange.getConnection());
    }

    static void reset(StreamConnection connection) {
        try {
            connection.setOption(Options.CLOSE_ABORT, true);
        } catch (IOException e) {
            // The connection is closed already, which is what is wanted.
        }
        IoUtils.safeClose(connection);
    }
}
