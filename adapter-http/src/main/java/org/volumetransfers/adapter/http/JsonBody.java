package org.volumetransfers.adapter.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as UTF-8, with only the escapes that JSON requires (RFC 8259, section 7). Hand-written, because a general writer
 * takes half of the time of a listing: see {@code docs/decisions/0012-json-written-by-hand.md}.
 *
 * <p>The caller writes brackets and commas; this class quotes strings. Used by one thread at a time.
 */
final class JsonBody {

    /** For each character of Latin-1, 0 if it is written unchanged, as one byte; otherwise 1. */
    private static final byte[] ODD = new byte[0x100];

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final byte[] NULL = json("null");

    static {
        Arrays.fill(ODD, (byte) 1);
        Arrays.fill(ODD, ' ', 0x80, (byte) 0);
        ODD['"'] = 1;
        ODD['\\'] = 1;
    }

    private byte[] bytes;
    private int length;

    /** Creates an empty body, which grows beyond the given capacity if necessary. */
    JsonBody(int capacity) {
        bytes = new byte[capacity];
    }

    /** Returns a constant for {@link #write(byte[])}. */
    static byte[] json(String written) {
        return written.getBytes(StandardCharsets.US_ASCII);
    }

    /** Writes JSON unchanged. */
    void write(byte[] json) {
        makeRoom(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
    }

    /** Writes a part of a string that is known to be ASCII and to need no escapes. */
    @SuppressWarnings("deprecation") // discards high bytes, but there are none; the alternatives allocate an array
    void writePlain(String part) {
        int count = part.length();
        makeRoom(count);
        part.getBytes(0, count, bytes, length);
        length += count;
    }

    /** Writes a string with its quotes, or {@code null}. */
    void writeText(@Nullable String text) {
        if (text == null) {
            write(NULL);
            return;
        }
        write('"');
        if (isPlain(text)) {
            writePlain(text);
        } else {
            writeOdd(text);
        }
        write('"');
    }

    /** Returns how many bytes have been written. */
    int length() {
        return length;
    }

    /** Returns the written bytes. This object must not be used afterwards. */
    ByteBuffer take() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /** Examines every character: a loop without an early exit is a quarter faster. */
    private static boolean isPlain(String text) {
        int odd = 0;
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            odd |= ODD[c & 0xFF] | (c >> 8);
        }
        return odd == 0;
    }

    private void writeOdd(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> json.append('\\').append((char) c);
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> {
                    // An unpaired surrogate has no UTF-8, but an escape.
                    if (c < ' ' || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                        json.append("\\u").append(HEX.toHexDigits((char) c));
                    } else {
                        json.appendCodePoint(c);
                    }
                }
            }
        });
        write(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes one byte. */
    void write(int octet) {
        makeRoom(1);
        bytes[length++] = (byte) octet;
    }

    /** Grows by half, because the array is held in memory until the client has read it. */
    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length + bytes.length / 2, length + more));
        }
    }
}
