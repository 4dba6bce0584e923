package org.volumetransfers.bootstrap.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of a field: a string, {@code null}, an array of such values, or something else of which only the kind is kept.
 *
 * @param place where it begins
 * @param kind its first token
 * @param text the string; null for other kinds
 * @param elements the elements of an array
 * @param isTooLarge whether it is an array that exceeds the limits, of which only the beginning is kept
 */
record JsonValue(Place place, JsonToken kind, @Nullable String text, List<JsonValue> elements, boolean isTooLarge) {

    /** Maximum number of elements of an array, which also has at most {@link JsonFile#MAX_TEXT} characters in total. */
    static final int MAX_ELEMENTS = 1000;

    /** Reads the value at the parser's current token. Skips what is nested deeper than the elements of an array. */
    static JsonValue read(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            return single(parser);
        }
        Place place = Place.of(parser.currentTokenLocation());
        List<JsonValue> elements = new ArrayList<>();
        int characters = 0;
        boolean tooLarge = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            tooLarge = tooLarge || elements.size() == MAX_ELEMENTS;
            if (tooLarge) {
                parser.skipChildren();
            } else {
                JsonValue element = single(parser);
                elements.add(element);
                characters += element.text == null ? 0 : element.text.length();
                tooLarge = characters > JsonFile.MAX_TEXT;
            }
        }
        return new JsonValue(place, JsonToken.START_ARRAY, null, elements, tooLarge);
    }

    private static JsonValue single(JsonParser parser) throws IOException {
        Place place = Place.of(parser.currentTokenLocation());
        JsonToken kind = parser.currentToken();
        String text = kind == JsonToken.VALUE_STRING ? parser.getText() : null;
        parser.skipChildren();
        return new JsonValue(place, kind, text, List.of(), false);
    }

    boolean isNull() {
        return kind == JsonToken.VALUE_NULL;
    }

    boolean isArray() {
        return kind == JsonToken.START_ARRAY;
    }
}
