package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8, refuses everything else, and knows where it stopped.
 *
 * <p>The JDK's own reader cannot tell the place, and the JSON parser's takes some byte sequences that are no UTF-8. A
 * byte order mark at the start is skipped: some Windows programs cannot help writing it.
 */
final class StrictUtf8Reader extends Reader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private boolean atStart = true;
    private boolean atEnd;
    private int line = 1;
    private int column = 1;

    /** Takes over the stream: closing this closes it. */
    StrictUtf8Reader(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        CharBuffer chars = CharBuffer.wrap(target, from, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, atEnd);
            int read = chars.position();
            if (atStart && read > 0) {
                atStart = false;
                if (target[from] == BYTE_ORDER_MARK) {
                    System.arraycopy(target, from + 1, target, from, --read);
                    chars.position(read);
                }
            }
            if (read > 0) {
                count(target, from, read);
                return read;
            }
            if (result.isError()) {
                throw new NotUtf8Exception(new Place(line, column));
            }
            if (atEnd) {
                return -1;
            }
            fill();
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        atEnd = read < 0;
        bytes.position(bytes.position() + Math.max(read, 0)).flip();
    }

    private void count(char[] chars, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (chars[i] == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** What was read is no UTF-8. */
    static final class NotUtf8Exception extends CharacterCodingException {

        private static final long serialVersionUID = 1L;

        private final transient Place place;

        NotUtf8Exception(Place place) {
            this.place = place;
        }

        /** The place of the first character that could not be decoded. */
        Place place() {
            return place;
        }
    }
}
