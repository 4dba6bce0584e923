package org.volumetransfers.adapter.http.toolkit;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response as received.
 *
 * @param statusLine the first line
 * @param headers the values by name in lower case, in their order
 * @param text the body without chunk sizes; empty for a response to {@code HEAD}
 */
public record RawResponse(String statusLine, Map<String, List<String>> headers, String text) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Returns the status code. */
    public int status() {
        return Integer.parseInt(statusLine.substring(9, 12));
    }

    /** Returns the value of a header, or null if it is absent; fails if it is present more than once. */
    public @Nullable String header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        if (values.size() > 1) {
            throw new AssertionError(name + " is present more than once: " + values);
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** Returns the body as JSON, parsed strictly. */
    public JsonNode json() {
        return tree(text);
    }

    /** Parses JSON strictly. */
    public static JsonNode tree(byte[] text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + new String(text, StandardCharsets.UTF_8), e);
        }
    }

    /** Parses JSON strictly. */
    public static JsonNode tree(String text) {
        return tree(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return statusLine + ' ' + headers + ' ' + text;
    }
}
