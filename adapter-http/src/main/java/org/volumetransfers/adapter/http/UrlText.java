package org.volumetransfers.adapter.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text out of a URL, decoded strictly: what is no UTF-8 is no text, instead of U+FFFD as the JDK and Undertow have it. */
final class UrlText {

    private UrlText() {}

    /**
     * Decodes a segment of a path, or a name or value of a query.
     *
     * @return the text, or null when an escape is broken, the bytes are no UTF-8, or one of them is 0
     */
    static @Nullable String decoded(String raw) {
        if (isPlain(raw)) {
            return raw;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            int octet = c;
            if (c == '%') {
                octet = escaped(raw, i + 1);
                i += 2;
            }
            if (octet <= 0 || c >= 0x80) {
                return null;
            }
            octets.write(octet);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isPlain(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%' || c == 0 || c >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The value of two hexadecimal digits, or -1 where they are not there. */
    private static int escaped(String raw, int at) {
        if (at + 1 >= raw.length()) {
            return -1;
        }
        int high = hexDigit(raw.charAt(at));
        int low = hexDigit(raw.charAt(at + 1));
        return high < 0 || low < 0 ? -1 : (high << 4) + low;
    }

    /** ASCII only: {@link Character#digit} also takes the digits of other scripts. */
    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
