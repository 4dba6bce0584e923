package org.volumetransfers.adapter.http.engine;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sends responses within the bounds of {@link HttpLimits} and {@link HttpTimeouts}. All methods are called on the I/O thread
 * of the exchange's connection, outside of Undertow's call to the handler.
 */
public final class ResponseSender {

    /** Bytes of a part of a long response; a part may exceed them by one element. */
    public static final int PART_BYTES = 128 * 1024;

    final HttpTimeouts timeouts;
    final ResponseMemory memory;
    final EngineEvents events;

    /** Creates a sender. All its responses share their memory. */
    public ResponseSender(HttpLimits limits, EngineEvents events) {
        this.timeouts = limits.timeouts();
        this.memory = new ResponseMemory(limits.memory() / 2);
        this.events = events;
    }

    /** Sends a small response, whose status and headers are set, even if no memory is left. */
    public void sendSmall(HttpServerExchange exchange, ByteBuffer body) {
        exchange.setResponseContentLength(body.remaining());
        new ResponseWriter(exchange, body, null, this, null, null).start();
    }

    /**
     * Sends a response: with its length if it has a single part, otherwise part by part. The response to a {@code HEAD}
     * request has no body.
     *
     * @param exchange the exchange, with status and headers set
     * @param owner the owner of the memory that the response uses; owners are compared by {@code equals}
     * @param expiresAt when the response must end, but for {@link HttpTimeouts#expiryGrace}; null for never
     * @throws OverloadException if there is no memory for it; nothing has been sent then
     */
    public void send(HttpServerExchange exchange, ResponseParts parts, Object owner, @Nullable Instant expiresAt) {
        if (!exchange.getConnection().isOpen()) {
            events.clientCutOff("it closed the connection", exchange);
            return;
        }
        ByteBuffer first = parts.takeFirst();
        boolean isLong = parts.hasNext();
        boolean headOnly = exchange.getRequestMethod().equals(Methods.HEAD);
        if (!isLong) {
            memory.requireSome(owner);
            exchange.setResponseContentLength(first.remaining());
        } else if (!headOnly) {
            memory.takeForLongResponse(exchange, owner);
        }
        if (isLong && exchange.isHttp11()) {
            // Undertow does not chunk on a connection that is to be closed, where a cut-off response looks complete.
            exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, Headers.CHUNKED.toString());
        }
        new ResponseWriter(exchange, first, isLong && !headOnly ? parts : null, this, owner, expiresAt).start();
    }
}
