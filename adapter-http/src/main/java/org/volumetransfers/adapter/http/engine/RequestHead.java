package org.volumetransfers.adapter.http.engine;

import java.nio.ByteBuffer;

/**
 * The head of one request, byte by byte as it arrives. Two things that Undertow's parser takes are spoiled on the way to
 * it, so that it refuses them: a header line that is continued in the next one (RFC 9112, section 5.2), on which proxies
 * disagree, and an HTTP version other than 1.x (RFC 9112, section 2.3).
 */
final class RequestHead {

    private static final String METHOD = "HEAD ";
    private static final String VERSION = "HTTP/1.";
    /** The major version, as an index into {@link #VERSION}. */
    private static final int MAJOR = 5;
    /** No part of a head for any parser. */
    private static final byte SPOILED = 0;

    /** What Undertow keeps of a header or a parameter beside its text. */
    private static final int BYTES_OF_AN_ENTRY = 200;

    private long bytes;
    private int lines;
    private int parameters;
    private int wordLength;
    /** Whether the line that is arriving holds more than its end. */
    private boolean hasText;

    private boolean isHead = true;
    private boolean isVersion = true;
    private boolean complete;

    /**
     * Takes bytes of this head, and spoils in place what the parser must not see.
     *
     * @return the index behind the last byte that belongs to it
     */
    int take(ByteBuffer buffer, int from, int to) {
        int at = from;
        while (at < to && !complete) {
            at = lines == 0 ? takeOfRequestLine(buffer, at, to) : takeOfHeaderLine(buffer, at, to);
        }
        bytes += at - from;
        return at;
    }

    private int takeOfHeaderLine(ByteBuffer buffer, int from, int to) {
        byte octet = buffer.get(from);
        if (!hasText && (octet == ' ' || octet == '\t')) {
            buffer.put(from, SPOILED);
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

    /** The version is the word that begins with {@code HTTP/}; no other can, since a target begins otherwise. */
    private int takeOfRequestLine(ByteBuffer buffer, int from, int to) {
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
            } else if (isVersion && isSpoiledVersion(octet)) {
                buffer.put(at, SPOILED);
            }
            if (octet == '\n') {
                endLine(hasText);
                return at + 1;
            }
            hasText |= octet != '\r';
        }
        return to;
    }

    private boolean isSpoiledVersion(byte octet) {
        int at = wordLength++;
        isVersion = at >= VERSION.length() || octet == VERSION.charAt(at);
        return !isVersion && at >= MAJOR;
    }

    /** Tells whether any of it has arrived. */
    boolean isBegun() {
        return bytes > 0;
    }

    /** Tells whether all of it has arrived. */
    boolean isComplete() {
        return complete;
    }

    /** Returns how many bytes have arrived. */
    long bytes() {
        return bytes;
    }

    /** Returns how many lines have arrived whole, the request line included. */
    int lines() {
        return lines;
    }

    /** Tells whether it is the head of a {@code HEAD} request. */
    boolean isHead() {
        return isHead && bytes >= METHOD.length();
    }

    /** Returns about how many bytes of heap it takes: its text while that grows, and what is around its parts. */
    long weight() {
        return 2 * bytes + (long) BYTES_OF_AN_ENTRY * (lines + parameters);
    }
}
