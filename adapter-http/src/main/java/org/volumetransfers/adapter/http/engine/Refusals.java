package org.volumetransfers.adapter.http.engine;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Creates complete responses to requests that never reach a handler. The connection is closed after each of them. */
public interface Refusals {

    /** Why a request is refused. */
    enum Cause {
        /** Too many connections, or the server is closing. */
        OVERLOADED,
        /** The HTTP parser refuses the request. */
        MALFORMED,
        /** The request line is longer than the parser accepts. */
        TARGET_TOO_LONG,
        /** The headers are larger or more numerous than the parser accepts. */
        HEADERS_TOO_LARGE
    }

    /**
     * Creates a response with {@code Connection: close}.
     *
     * @param withBody false for a {@code HEAD} request
     * @param client the address of the client; null if it is unknown
     */
    ByteBuffer response(Cause cause, boolean withBody, @Nullable InetAddress client);
}
