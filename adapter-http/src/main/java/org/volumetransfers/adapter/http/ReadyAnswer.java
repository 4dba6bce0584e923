package org.volumetransfers.adapter.http;

import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A whole answer as bytes, for connections that no handler is there for; the connection is closed after it. */
final class ReadyAnswer {

    private ReadyAnswer() {}

    static ByteBuffer closing(Fault fault, String requestId, boolean withBody) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(fault.status())
                .append(' ')
                .append(StatusCodes.getReason(fault.status()));
        line(head, ResponseHeaders.X_REQUEST_ID.toString(), requestId);
        line(head, ResponseHeaders.X_OPENSTACK_REQUEST_ID.toString(), requestId);
        line(head, ResponseHeaders.X_COMPUTE_REQUEST_ID.toString(), requestId);
        line(head, "Content-Type", ResponseHeaders.JSON);
        line(head, "Cache-Control", ResponseHeaders.NO_STORE);
        line(head, "Vary", ResponseHeaders.X_AUTH_TOKEN.toString());
        if (fault.isTemporary()) {
            line(head, "Retry-After", String.valueOf(ResponseHeaders.retryAfterSeconds()));
        }
        line(head, "Content-Length", String.valueOf(fault.body().length));
        line(head, "Connection", "close");
        byte[] headBytes = head.append("\r\n\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        ByteBuffer answer = ByteBuffer.allocate(headBytes.length + (withBody ? fault.body().length : 0));
        answer.put(headBytes);
        if (withBody) {
            answer.put(fault.body());
        }
        return answer.flip();
    }

    private static void line(StringBuilder head, String name, String value) {
        head.append("\r\n").append(name).append(": ").append(value);
    }
}
