package org.volumetransfers.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it came over the wire.
 *
 * @param statusLine the first line
 * @param headers by name in lower case, repeats in order
 * @param text the body, without the marks of chunks
 */
record RawAnswer(String statusLine, Map<String, List<String>> headers, String text) {

    private static final ObjectMapper JSON = new ObjectMapper();

    int status() {
        return Integer.parseInt(statusLine.substring(9, 12));
    }

    /** The value of a header that is there at most once. */
    @Nullable String header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        if (values.size() > 1) {
            throw new AssertionError(name + " is there more than once: " + values);
        }
        return values.isEmpty() ? null : values.get(0);
    }

    JsonNode json() {
        return tree(text);
    }

    static JsonNode tree(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + new String(text, StandardCharsets.UTF_8), e);
        }
    }

    static JsonNode tree(String text) {
        return tree(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return statusLine + ' ' + headers + ' ' + text;
    }
}
