package org.volumetransfers.adapter.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Decodes parts of a URL strictly: invalid UTF-8 is rejected, whereas the JDK and Undertow replace it with U+FFFD. */
final class UrlText {

    private UrlText() {}

    /**
     * Decodes a segment of a path, or a name or value of a query.
     *
     * @return the text; null if it has an invalid escape, a character that must be escaped, invalid UTF-8, or U+0000
     */
    static @Nullable String decoded(String raw) {
        if (isPlain(raw)) {
            return raw;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            int octet = raw.charAt(i);
            if (octet == '%') {
                octet = escaped(raw, i + 1);
                i += 2;
            } else if (octet >= 0x80) {
                return null;
            }
            if (octet <= 0) {
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

    /** Returns the decoded text, or refuses the request (row 10). */
    static String required(String raw) {
        String text = decoded(raw);
        if (text == null) {
            throw Fault.MALFORMED_URL.refused();
        }
        return text;
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

    /** Returns the value of two hexadecimal digits, or -1 if they are absent. */
    private static int escaped(String raw, int at) {
        boolean present = at + 1 < raw.length()
                && HexFormat.isHexDigit(raw.charAt(at))
                && HexFormat.isHexDigit(raw.charAt(at + 1));
        return present ? HexFormat.fromHexDigits(raw, at, at + 2) : -1;
    }
}
