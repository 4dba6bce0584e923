package org.volumetransfers.adapter.http;

import io.undertow.util.StatusCodes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.RequestObserver.FinishedRequest;
import org.volumetransfers.adapter.http.engine.Refusals;

/** Responses to requests that no handler sees, in the shape of the contract. Source: {@code docs/contract.md}, section 5. */
final class RefusalResponses implements Refusals {

    private static final Logger LOG = System.getLogger(RefusalResponses.class.getPackageName());

    private final @Nullable RequestObserver observer;

    RefusalResponses(@Nullable RequestObserver observer) {
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
        if (observer != null) {
            observer.finished(new FinishedRequest(
                    "none",
                    fault.status(),
                    fault.code(),
                    0,
                    withBody ? body.length : 0,
                    false,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    null));
        }
        byte[] head = head(fault, requestId, body.length).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer response = ByteBuffer.allocate(head.length + (withBody ? body.length : 0));
        response.put(head);
        if (withBody) {
            response.put(body);
        }
        return response.flip();
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
