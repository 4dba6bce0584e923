package org.volumetransfers.bootstrap;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of a field, as far as our files have use for it: a string, {@code null}, or an array.
 *
 * @param place where it begins
 * @param kind the token it begins with
 * @param text the string, null when it is none
 * @param elements the elements of an array, no more than a few beyond what is allowed
 */
record JsonValue(Place place, JsonToken kind, @Nullable String text, List<JsonValue> elements) {

    /** Most elements that an array may have. */
    static final int LARGEST_ARRAY = 1000;

    /**
     * Reads the value at whose beginning the parser stands; arrays one level deep, whatever is deeper is skipped. Of an
     * array that is {@linkplain #isTooLarge too large} the rest is skipped, too.
     */
    static JsonValue read(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            return single(parser);
        }
        Place place = placeOf(parser);
        List<JsonValue> elements = new ArrayList<>();
        int characters = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() <= LARGEST_ARRAY && characters <= JsonFile.LONGEST_TEXT) {
                JsonValue element = single(parser);
                elements.add(element);
                characters += element.length();
            } else {
                parser.skipChildren();
            }
        }
        return new JsonValue(place, JsonToken.START_ARRAY, null, elements);
    }

    private static JsonValue single(JsonParser parser) throws IOException {
        Place place = placeOf(parser);
        JsonToken kind = parser.currentToken();
        String text = kind == JsonToken.VALUE_STRING ? parser.getText() : null;
        parser.skipChildren();
        return new JsonValue(place, kind, text, List.of());
    }

    /** Where the parser's token begins. */
    static Place placeOf(JsonParser parser) {
        JsonLocation location = parser.currentTokenLocation();
        return new Place(location.getLineNr(), location.getColumnNr());
    }

    boolean isNull() {
        return kind == JsonToken.VALUE_NULL;
    }

    boolean isArray() {
        return kind == JsonToken.START_ARRAY;
    }

    /** True for an array with more elements than may be, or with more characters in all than one text may have. */
    boolean isTooLarge() {
        return elements.size() > LARGEST_ARRAY
                || elements.stream().mapToInt(JsonValue::length).sum() > JsonFile.LONGEST_TEXT;
    }

    private int length() {
        return text == null ? 0 : text.length();
    }
}
