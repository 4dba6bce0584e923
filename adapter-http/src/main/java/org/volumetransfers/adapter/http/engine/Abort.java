package org.volumetransfers.adapter.http.engine;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.AttachmentKey;
import java.io.IOException;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.StreamConnection;

/**
 * Resets a connection, so that no client can take a part of a response for the whole. A plain close is not enough: it looks
 * like the proper end of a body that ends with the connection (HTTP/1.0). Undertow itself does not do this: ending the
 * exchange, or an exception, ends the body properly.
 */
public final class Abort {

    private static final AttachmentKey<Boolean> ABORTED = AttachmentKey.create(Boolean.class);

    private Abort() {}

    /**
     * Resets the connection of an exchange.
     *
     * @param exchange the exchange, which ends
     */
    public static void connectionOf(HttpServerExchange exchange) {
        exchange.putAttachment(ABORTED, true);
        if (exchange.getConnection() instanceof HttpServerConnection http) {
            reset(http.getChannel());
        }
        IoUtils.safeClose(exchange.getConnection());
    }

    /**
     * Tells whether an exchange was ended by {@link #connectionOf}.
     *
     * @param exchange the exchange
     * @return true if its connection was reset
     */
    public static boolean isAborted(HttpServerExchange exchange) {
        return exchange.getAttachment(ABORTED) != null;
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
