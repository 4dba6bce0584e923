package org.volumetransfers.adapter.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Gives our body to what Undertow refuses by itself, before any handler sees it: its parser and its check of
 * {@code Host} write an empty 400. Our own answers with status 400 are never empty, so nothing else is replaced.
 *
 * <p>The cause is not known here. A head above {@link #PARSER_MAX_HEAD_BYTES} is 414 while its first line has not ended,
 * 431 after that; so are too many headers; everything else is 400 (contract, section 5, order of checks, step 0). Used by the connection's I/O
 * thread only.
 */
final class ParserRefusal extends AbstractStreamSinkConduit<StreamSinkConduit> {

    /** What the parser reads of a head before it gives up; well above {@link HttpLimits}, which answer exactly. */
    static final int PARSER_MAX_HEAD_BYTES = 256 * 1024;

    private static final Logger LOG = System.getLogger(ParserRefusal.class.getPackageName());
    private static final byte[] EMPTY_LENGTH = "Content-Length: 0\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InboundBytes inbound;
    private final int maxHeaders;
    private @Nullable ByteBuffer ours;

    ParserRefusal(StreamSinkConduit next, InboundBytes inbound, int maxHeaders) {
        super(next);
        this.inbound = inbound;
        this.maxHeaders = maxHeaders;
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        if (ours == null && !isEmptyBadRequest(src)) {
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
        if (ours == null && (len == 0 || !isEmptyBadRequest(srcs[offs]))) {
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
        if (ours == null && !isEmptyBadRequest(src)) {
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
        if (ours == null && (length == 0 || !isEmptyBadRequest(srcs[offset]))) {
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
        if (ours == null) {
            ours = answer();
        }
        while (ours.hasRemaining()) {
            if (next.write(ours) == 0) {
                return false;
            }
        }
        return true;
    }

    private ByteBuffer answer() {
        RequestHead head = inbound.head();
        Fault fault = Fault.MALFORMED_URL;
        if (head.bytes() > PARSER_MAX_HEAD_BYTES && head.lines() == 0) {
            fault = Fault.TARGET_TOO_LONG;
        } else if (head.bytes() > PARSER_MAX_HEAD_BYTES || head.lines() - 1 > maxHeaders) {
            fault = Fault.HEADERS_TOO_LARGE;
        }
        String requestId = ResponseHeaders.freshRequestId();
        Fault refused = fault;
        LOG.log(Level.DEBUG, () -> "refused by the parser: " + refused + " [" + requestId + "]");
        return ReadyAnswer.closing(fault, requestId, !head.isHead());
    }

    /** {@code HTTP/1.x 400 ...}, no body, one head. */
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
