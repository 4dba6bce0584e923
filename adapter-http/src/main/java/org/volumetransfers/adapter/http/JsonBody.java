package org.volumetransfers.adapter.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects JSON as UTF-8, escaping only what JSON requires (RFC 8259, section 7). Written by hand, because a general writer takes
 * half of the time of a listing: see {@code docs/decisions/0012-json-written-by-hand.md}.
 *
 * <p>The caller writes brackets and commas; this class quotes strings. Used by one thread at a time.
 */
final class JsonBody {

    /** For each character of Latin-1, 0 if it is written as itself, as one byte; otherwise 1. */
    private static final byte[] ODD = new byte[0x100];

    private static final byte[] HEX = json("0123456789ABCDEF");
    private static final byte[] NULL = json("null");

    static {
        Arrays.fill(ODD, (byte) 1);
        Arrays.fill(ODD, ' ', 0x80, (byte) 0);
        ODD['"'] = 1;
        ODD['\\'] = 1;
    }

    private byte[] bytes;
    private int length;

    /** Creates an empty body, which grows beyond the given capacity if needed. */
    JsonBody(int capacity) {
        bytes = new byte[capacity];
    }

    /** Returns a piece of JSON for {@link #write(byte[])}, made once and written often. */
    static byte[] json(String written) {
        return written.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the body of an error, {@code {"error":{"code":...,"message":...}}}. */
    static String error(String code, String message) {
        JsonBody json = new JsonBody(128);
        json.write(json("{\"error\":{\"code\":"));
        json.writeText(code);
        json.write(json(",\"message\":"));
        json.writeText(message);
        json.write(json("}}"));
        return new String(json.bytes, 0, json.length, StandardCharsets.UTF_8);
    }

    /** Writes a piece of JSON as it is. */
    void write(byte[] json) {
        makeRoom(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
    }

    /** Writes a part of a string that is known to be ASCII and to need no escaping. */
    @SuppressWarnings(
            "deprecation") // drops high bytes, of which there are none; the alternatives allocate a second array
    void writePlain(String part) {
        int count = part.length();
        makeRoom(count);
        part.getBytes(0, count, bytes, length);
        length += count;
    }

    /** Writes a string with its quotes. */
    void writeText(String text) {
        write('"');
        if (isPlain(text)) {
            writePlain(text);
        } else {
            writeOdd(text);
        }
        write('"');
    }

    /** Writes a string, or {@code null}. */
    void writeTextOrNull(@Nullable String text) {
        if (text == null) {
            write(NULL);
        } else {
            writeText(text);
        }
    }

    /** Returns how many bytes have been written. */
    int length() {
        return length;
    }

    /** Returns what was written. This object must not be used afterwards. */
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
        for (int i = 0; i < text.length(); i++) {
            int c = text.codePointAt(i);
            if (c < 0x80) {
                writeAscii(c);
            } else if (c < 0x800) {
                write(0xC0 | (c >> 6));
                writeSixBits(c);
            } else if (c >= Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                write(0xF0 | (c >> 18));
                writeSixBits(c >> 12);
                writeSixBits(c >> 6);
                writeSixBits(c);
                i++;
            } else if (Character.isSurrogate((char) c)) {
                // Without its partner it has no UTF-8, but JSON can still say it.
                writeEscape(c);
            } else {
                write(0xE0 | (c >> 12));
                writeSixBits(c >> 6);
                writeSixBits(c);
            }
        }
    }

    private void writeSixBits(int bits) {
        write(0x80 | (bits & 0x3F));
    }

    private void writeAscii(int c) {
        if (ODD[c] == 0) {
            write(c);
            return;
        }
        switch (c) {
            case '"', '\\' -> writeShortEscape(c);
            case '\b' -> writeShortEscape('b');
            case '\t' -> writeShortEscape('t');
            case '\n' -> writeShortEscape('n');
            case '\f' -> writeShortEscape('f');
            case '\r' -> writeShortEscape('r');
            default -> writeEscape(c);
        }
    }

    private void writeShortEscape(int letter) {
        write('\\');
        write(letter);
    }

    private void writeEscape(int c) {
        writeShortEscape('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            write(HEX[(c >> shift) & 0xF]);
        }
    }

    /** Writes one byte. */
    void write(int octet) {
        makeRoom(1);
        bytes[length++] = (byte) octet;
    }

    /** By half at a time: what is written is held until its reader has taken it. */
    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length + bytes.length / 2, length + more));
        }
    }
}
