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
        if (raw.chars().noneMatch(c -> c == '%' || c == 0 || c >= 0x80)) {
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

    /** Returns the value of two hexadecimal digits, or -1 if they are absent. */
    private static int escaped(String raw, int at) {
        if (at + 1 >= raw.length()
                || !HexFormat.isHexDigit(raw.charAt(at))
                || !HexFormat.isHexDigit(raw.charAt(at + 1))) {
            return -1;
        }
        return HexFormat.fromHexDigits(raw, at, at + 2);
    }
}
