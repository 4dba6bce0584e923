package org.volumetransfers.adapter.http.engine;

import java.nio.ByteBuffer;

/**
 * The head of one request, scanned as it arrives. Corrupts two constructs that Undertow's parser accepts, so that it refuses
 * them: header lines that continue in the next line (RFC 9112, section 5.2), which proxies interpret differently, and HTTP
 * versions other than 1.x (RFC 9112, section 2.3).
 */
final class RequestHead {

    private static final String METHOD = "HEAD ";
    private static final String VERSION = "HTTP/1.";
    /** The major version, as an index into {@link #VERSION}. */
    private static final int MAJOR = 5;
    /** A byte that no parser accepts in a head. */
    private static final byte CORRUPT = 0;

    /** The memory that Undertow uses for a header or a parameter in addition to its text. */
    private static final int ENTRY_BYTES = 200;

    private long bytes;
    private int lines;
    private int parameters;
    private int wordLength;
    /** Whether the arriving line is not empty. */
    private boolean hasText;

    private boolean isHead = true;
    private boolean isVersion = true;
    private boolean complete;

    /**
     * Scans bytes, and corrupts in place those that the parser must refuse.
     *
     * @return the index after the last byte that belongs to this head
     */
    int scan(ByteBuffer buffer, int from, int to) {
        int at = from;
        while (at < to && !complete) {
            at = lines == 0 ? scanRequestLine(buffer, at, to) : scanHeaderLine(buffer, at, to);
        }
        bytes += at - from;
        return at;
    }

    private int scanHeaderLine(ByteBuffer buffer, int from, int to) {
        byte octet = buffer.get(from);
        if (!hasText && (octet == ' ' || octet == '\t')) {
            buffer.put(from, CORRUPT);
        }
        boolean text = hasText;
        int at = from;
        while (at < to) {
            octet = buffer.get(at++);
            if (octet == '\n') {
                endLine(text);
                return at;
            }
            text |= octet != '\r';
        }
        hasText = text;
        return at;
    }

    private void endLine(boolean text) {
        complete = !text;
        lines += text ? 1 : 0;
        hasText = false;
    }

    /** The version is the word that begins with {@code HTTP/}, because a target cannot begin so. */
    private int scanRequestLine(ByteBuffer buffer, int from, int to) {
        for (int at = from; at < to; at++) {
            byte octet = buffer.get(at);
            long index = bytes + at - from;
            isHead &= index >= METHOD.length() || octet == METHOD.charAt((int) index);
            if (octet == '&') {
                parameters++;
            }
            if (octet == ' ') {
                wordLength = 0;
                isVersion = true;
            } else if (isVersion && isCorruptVersion(octet)) {
                buffer.put(at, CORRUPT);
            }
            if (octet == '\n') {
                endLine(hasText);
                return at + 1;
            }
            hasText |= octet != '\r';
        }
        return to;
    }

    private boolean isCorruptVersion(byte octet) {
        int at = wordLength++;
        isVersion = at >= VERSION.length() || octet == VERSION.charAt(at);
        return !isVersion && at >= MAJOR;
    }

    boolean isComplete() {
        return complete;
    }

    /** Returns how many bytes have arrived. */
    long bytes() {
        return bytes;
    }

    /** Returns how many complete lines have arrived, including the request line. */
    int lines() {
        return lines;
    }

    /** Returns whether it is the head of a {@code HEAD} request. */
    boolean isHead() {
        return isHead && bytes >= METHOD.length();
    }

    /** Returns the approximate size on the heap in bytes, for the text in a growing buffer and for its parts. */
    long weight() {
        return 2 * bytes + (long) ENTRY_BYTES * (lines + parameters);
    }
}
