package org.volumetransfers.adapter.http.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Replaces the responses with status 400 and an empty body that Undertow's parser, and its check of {@code Host}, write before
 * any handler is called. Handlers must not send such a response.
 *
 * <p>The parser does not report why it refuses a request, so the cause is derived from the head: a request line that is too
 * long while it has not ended, headers that are too large after that, otherwise a malformed request. Used by the connection's
 * I/O thread only.
 */
final class ParserRefusal extends AbstractStreamSinkConduit<StreamSinkConduit> {

    /** The size of a head at which the parser gives up; well above {@link HttpLimits}, which are exact. */
    static final int PARSER_MAX_HEAD_BYTES = 256 * 1024;

    private static final int STATUS_INDEX = "HTTP/1.1 ".length();

    private final InboundBytes inbound;
    private final int maxHeaders;
    private final Refusals refusals;
    private final @Nullable InetAddress client;
    private @Nullable ByteBuffer response;

    ParserRefusal(
            StreamSinkConduit next,
            InboundBytes inbound,
            int maxHeaders,
            Refusals refusals,
            @Nullable InetAddress client) {
        super(next);
        this.inbound = inbound;
        this.maxHeaders = maxHeaders;
        this.refusals = refusals;
        this.client = client;
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        if (response == null) {
            if (!isEmptyBadRequest(src)) {
                return next.write(src);
            }
            response = refusals.response(cause(), !inbound.head().isHead(), client);
        }
        while (response.hasRemaining()) {
            if (next.write(response) == 0) {
                return 0;
            }
        }
        int replaced = src.remaining();
        src.position(src.limit());
        return replaced;
    }

    @Override
    public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
        if (response == null && (length == 0 || !isEmptyBadRequest(srcs[offset]))) {
            return next.write(srcs, offset, length);
        }
        long written = 0;
        for (int i = offset; i < offset + length; i++) {
            written += write(srcs[i]);
            if (srcs[i].hasRemaining()) {
                break;
            }
        }
        return written;
    }

    @Override
    public int writeFinal(ByteBuffer src) throws IOException {
        return Conduits.writeFinalBasic(this, src);
    }

    @Override
    public long writeFinal(ByteBuffer[] srcs, int offset, int length) throws IOException {
        return Conduits.writeFinalBasic(this, srcs, offset, length);
    }

    private Refusals.Cause cause() {
        RequestHead head = inbound.head();
        if (head.bytes() > PARSER_MAX_HEAD_BYTES) {
            return head.lines() == 0 ? Refusals.Cause.TARGET_TOO_LONG : Refusals.Cause.HEADERS_TOO_LARGE;
        }
        return head.lines() - 1 > maxHeaders ? Refusals.Cause.HEADERS_TOO_LARGE : Refusals.Cause.MALFORMED;
    }

    private static boolean isEmptyBadRequest(ByteBuffer src) {
        int status = src.position() + STATUS_INDEX;
        if (src.limit() < status + 3 || src.get(status) != '4' || src.get(status + 2) != '0') {
            return false;
        }
        String head = StandardCharsets.ISO_8859_1.decode(src.duplicate()).toString();
        return head.startsWith("HTTP/1.")
                && head.startsWith("400 ", STATUS_INDEX)
                && head.contains("Content-Length: 0\r\n");
    }
}
