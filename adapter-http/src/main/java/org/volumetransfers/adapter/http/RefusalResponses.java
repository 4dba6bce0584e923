package org.volumetransfers.adapter.http;

import io.undertow.util.StatusCodes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.volumetransfers.adapter.http.RequestObserver.FinishedRequest;
import org.volumetransfers.adapter.http.engine.Refusals;

/** Responses to requests that never reach a handler. Source: {@code docs/contract.md}, section 5. */
final class RefusalResponses implements Refusals {

    private static final Logger LOG = System.getLogger(RefusalResponses.class.getPackageName());

    private final RequestObserver observer;

    RefusalResponses(RequestObserver observer) {
        this.observer = observer;
    }

    @Override
    public ByteBuffer response(Cause cause, boolean withBody) {
        Fault fault = switch (cause) {
            case OVERLOADED -> Fault.OVERLOADED;
            case MALFORMED -> Fault.MALFORMED_URL;
            case TARGET_TOO_LONG -> Fault.TARGET_TOO_LONG;
            case HEADERS_TOO_LARGE -> Fault.HEADERS_TOO_LARGE;
        };
        String requestId = ResponseHeaders.freshRequestId();
        LOG.log(Level.DEBUG, () -> "refused without a handler: " + fault + " [" + requestId + "]");
        byte[] body = fault.refused().body();
        int sent = withBody ? body.length : 0;
        Duration none = Duration.ZERO;
        observer.finished(
                new FinishedRequest("none", fault.status(), fault.code(), 0, sent, false, none, none, none, null));
        byte[] head = head(fault, requestId, body.length).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + sent)
                .put(head)
                .put(body, 0, sent)
                .flip();
    }

    private static String head(Fault fault, String requestId, int length) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(fault.status())
                .append(' ')
                .append(StatusCodes.getReason(fault.status()));
        line(head, ResponseHeaders.X_REQUEST_ID, requestId);
        line(head, ResponseHeaders.X_OPENSTACK_REQUEST_ID, requestId);
        line(head, ResponseHeaders.X_COMPUTE_REQUEST_ID, requestId);
        line(head, "Content-Type", ResponseHeaders.JSON);
        line(head, "Cache-Control", ResponseHeaders.NO_STORE);
        line(head, "Vary", ResponseHeaders.X_AUTH_TOKEN);
        if (fault.isTemporary()) {
            line(head, "Retry-After", ResponseHeaders.retryAfterSeconds());
        }
        line(head, "Content-Length", length);
        line(head, "Connection", "close");
        return head.append("\r\n\r\n").toString();
    }

    private static void line(StringBuilder head, Object name, Object value) {
        head.append("\r\n").append(name).append(": ").append(value);
    }
}
