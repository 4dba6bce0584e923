package org.volumetransfers.adapter.http.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Replaces the empty responses with status 400 that Undertow's parser, and its check of {@code Host}, write before any
 * handler is called. Handlers must not send an empty 400.
 *
 * <p>The parser does not tell why it refuses a request, so the cause is derived from its head: too long a request line while
 * that has not ended, too large headers after that, else a malformed request. Used by the connection's I/O thread only.
 */
final class ParserRefusal extends AbstractStreamSinkConduit<StreamSinkConduit> {

    /** Bytes of a head after which the parser gives up; well above {@link HttpLimits}, which are exact. */
    static final int PARSER_MAX_HEAD_BYTES = 256 * 1024;

    private static final byte[] EMPTY_LENGTH = "Content-Length: 0\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InboundBytes inbound;
    private final int maxHeaders;
    private final Refusals refusals;
    private @Nullable ByteBuffer response;

    ParserRefusal(StreamSinkConduit next, InboundBytes inbound, int maxHeaders, Refusals refusals) {
        super(next);
        this.inbound = inbound;
        this.maxHeaders = maxHeaders;
        this.refusals = refusals;
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        if (response == null && !isEmptyBadRequest(src)) {
            return super.write(src);
        }
        if (!writeOurs()) {
            return 0;
        }
        int replaced = src.remaining();
        src.position(src.limit());
        return replaced;
    }

    @Override
    public long write(ByteBuffer[] srcs, int offs, int len) throws IOException {
        if (response == null && (len == 0 || !isEmptyBadRequest(srcs[offs]))) {
            return super.write(srcs, offs, len);
        }
        long written = 0;
        for (int i = offs; i < offs + len; i++) {
            int one = write(srcs[i]);
            if (one == 0 && srcs[i].hasRemaining()) {
                return written;
            }
            written += one;
        }
        return written;
    }

    @Override
    public int writeFinal(ByteBuffer src) throws IOException {
        if (response == null && !isEmptyBadRequest(src)) {
            return super.writeFinal(src);
        }
        int written = write(src);
        if (!src.hasRemaining()) {
            terminateWrites();
        }
        return written;
    }

    @Override
    public long writeFinal(ByteBuffer[] srcs, int offset, int length) throws IOException {
        if (response == null && (length == 0 || !isEmptyBadRequest(srcs[offset]))) {
            return super.writeFinal(srcs, offset, length);
        }
        long written = write(srcs, offset, length);
        if (!srcs[offset + length - 1].hasRemaining()) {
            terminateWrites();
        }
        return written;
    }

    @Override
    public long transferFrom(FileChannel src, long position, long count) throws IOException {
        return next.transferFrom(src, position, count);
    }

    @Override
    public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer) throws IOException {
        return next.transferFrom(source, count, throughBuffer);
    }

    private boolean writeOurs() throws IOException {
        if (response == null) {
            response = refusals.response(cause(), !inbound.head().isHead());
        }
        while (response.hasRemaining()) {
            if (next.write(response) == 0) {
                return false;
            }
        }
        return true;
    }

    private Refusals.Cause cause() {
        RequestHead head = inbound.head();
        if (head.bytes() > PARSER_MAX_HEAD_BYTES && head.lines() == 0) {
            return Refusals.Cause.TARGET_TOO_LONG;
        }
        return head.bytes() > PARSER_MAX_HEAD_BYTES || head.lines() - 1 > maxHeaders
                ? Refusals.Cause.HEADERS_TOO_LARGE
                : Refusals.Cause.MALFORMED;
    }

    /** {@code HTTP/1.x 400 ...} without a body. */
    private static boolean isEmptyBadRequest(ByteBuffer src) {
        int at = src.position();
        return src.remaining() > 16
                && src.get(at) == 'H'
                && src.get(at + 8) == ' '
                && src.get(at + 9) == '4'
                && src.get(at + 10) == '0'
                && src.get(at + 11) == '0'
                && src.get(at + 4) == '/'
                && contains(src, EMPTY_LENGTH);
    }

    private static boolean contains(ByteBuffer src, byte[] wanted) {
        for (int from = src.position(); from + wanted.length <= src.limit(); from++) {
            int matched = 0;
            while (matched < wanted.length && src.get(from + matched) == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
