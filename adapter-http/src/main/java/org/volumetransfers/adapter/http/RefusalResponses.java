package org.volumetransfers.adapter.http;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.RequestObserver.FinishedRequest;
import org.volumetransfers.adapter.http.RequestObserver.Origin;
import org.volumetransfers.adapter.http.engine.Refusals;

/** Responses to requests that never reach a handler. Source: {@code docs/contract.md}, section 5. */
final class RefusalResponses implements Refusals {

    private static final Logger LOG = System.getLogger(RefusalResponses.class.getPackageName());

    private final RequestObserver observer;

    RefusalResponses(RequestObserver observer) {
        this.observer = observer;
    }

    @Override
    public ByteBuffer response(Cause cause, boolean withBody, @Nullable InetAddress client) {
        Fault fault = switch (cause) {
            case OVERLOADED -> Fault.OVERLOADED;
            case MALFORMED -> Fault.MALFORMED_URL;
            case TARGET_TOO_LONG -> Fault.TARGET_TOO_LONG;
            case HEADERS_TOO_LARGE -> Fault.HEADERS_TOO_LARGE;
        };
        String requestId = ResponseHeaders.freshRequestId();
        LOG.log(Level.DEBUG, () -> "refused without a handler: " + fault + " [" + requestId + "]");
        ByteBuffer body = fault.body();
        byte[] head = head(fault, requestId, body.remaining()).getBytes(StandardCharsets.US_ASCII);
        int sent = withBody ? body.remaining() : 0;
        Duration none = Duration.ZERO;
        Origin origin = new Origin(requestId, "-", null, client, null);
        observer.finished(new FinishedRequest(
                origin, "none", fault.status(), fault.code(), 0, sent, false, none, none, none, null));
        return ByteBuffer.allocate(head.length + sent)
                .put(head)
                .put(body.limit(sent))
                .flip();
    }

    private static String head(Fault fault, String requestId, int length) {
        HeaderMap headers = new HeaderMap();
        ResponseHeaders.put(headers, requestId);
        ResponseHeaders.putError(headers, requestId, fault);
        headers.put(Headers.CONTENT_LENGTH, length);
        headers.put(Headers.CONNECTION, Headers.CLOSE.toString());
        StringBuilder head = new StringBuilder();
        head.append("HTTP/1.1 " + fault.status() + ' ' + StatusCodes.getReason(fault.status()) + "\r\n");
        headers.forEach(header -> head.append(header.getHeaderName())
                .append(": ")
                .append(header.getFirst())
                .append("\r\n"));
        return head.append("\r\n").toString();
    }
}
