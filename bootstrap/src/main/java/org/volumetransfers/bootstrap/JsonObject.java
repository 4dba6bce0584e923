package org.volumetransfers.bootstrap;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * One JSON object of a file: what its fields hold, where they stand, and a way to complain about them.
 *
 * <p>Complaints name fields and places, never what stands there: it may be a token.
 */
final class JsonObject {

    private final String path;
    private final Place place;
    private final FileFaults faults;
    private final Map<String, JsonValue> fields = new HashMap<>();
    private boolean faulty;

    private JsonObject(String path, Place place, FileFaults faults) {
        this.path = path;
        this.place = place;
        this.faults = faults;
    }

    /**
     * Reads one object: the parser stands at its beginning and is left at its end. Unknown and doubled fields are faults.
     *
     * @param path what to call the object, for instance {@code transfers[2]}; empty when its place says enough
     * @param known the fields it may have
     */
    static JsonObject read(JsonParser parser, String path, List<String> known, FileFaults faults) throws IOException {
        Place place = JsonValue.placeOf(parser);
        parser.nextToken();
        return readRest(parser, place, path, known, faults);
    }

    /** As {@link #read}, but the parser has gone one token on from the beginning, which was at {@code place}. */
    static JsonObject readRest(JsonParser parser, Place place, String path, List<String> known, FileFaults faults)
            throws IOException {
        JsonObject object = new JsonObject(path, place, faults);
        for (; parser.currentToken() != JsonToken.END_OBJECT; parser.nextToken()) {
            String field = parser.currentName();
            Place fieldPlace = JsonValue.placeOf(parser);
            parser.nextToken();
            JsonValue value = JsonValue.read(parser);
            if (!known.contains(field)) {
                object.fault(fieldPlace, object.nameOf("has an unknown field; known are " + String.join(", ", known)));
            } else if (object.fields.putIfAbsent(field, value) != null) {
                object.fault(fieldPlace, object.nameOf(field) + " is given twice");
            }
        }
        return object;
    }

    /** True when the field is there, whatever it holds. */
    boolean has(String field) {
        return fields.containsKey(field);
    }

    /** True when something was wrong with the object; it is then not to be used. */
    boolean isFaulty() {
        return faulty;
    }

    /** The value of a field that must be a string that converts; null, and a fault, when it is not. */
    <T> @Nullable T required(String field, Function<String, T> convert) {
        JsonValue value = present(field);
        return value == null ? null : convert(field, value, convert);
    }

    /** As {@link #required}, but the string may be {@code null}. */
    <T> @Nullable T requiredOrNull(String field, Function<String, T> convert) {
        JsonValue value = present(field);
        return value == null || value.isNull() ? null : convert(field, value, convert);
    }

    /** As {@link #required}, but the field may be missing or {@code null}. */
    <T> @Nullable T optional(String field, Function<String, T> convert) {
        JsonValue value = fields.get(field);
        return value == null || value.isNull() ? null : convert(field, value, convert);
    }

    /** The elements of a field that must be an array of strings, none of them empty; bounded in number and length. */
    Set<String> requiredTexts(String field) {
        Set<String> texts = new LinkedHashSet<>();
        JsonValue array = present(field);
        if (array == null) {
            return texts;
        }
        if (!array.isArray()) {
            fault(array.place(), nameOf(field) + " must be an array of strings");
        }
        if (array.isTooLarge()) {
            fault(
                    array.place(),
                    nameOf(field) + " must have at most " + JsonValue.LARGEST_ARRAY + " elements, and "
                            + JsonFile.LONGEST_TEXT + " characters in all");
            return texts;
        }
        int index = 0;
        for (JsonValue element : array.elements()) {
            String text = element.text();
            if (text == null || text.isEmpty()) {
                fault(element.place(), nameOf(field) + "[" + index + "] must be a string that is not empty");
            } else {
                texts.add(text);
            }
            index++;
        }
        return texts;
    }

    /** Notes a fault of a field, at its value where there is one. */
    void fault(String field, String whatWasWrong) {
        fault(placeOf(field), nameOf(field) + " " + whatWasWrong);
    }

    /** Where a field's value begins; without one, where the object begins. */
    Place placeOf(String field) {
        JsonValue value = fields.get(field);
        return value == null ? place : value.place();
    }

    private @Nullable JsonValue present(String field) {
        JsonValue value = fields.get(field);
        if (value == null) {
            fault(place, nameOf(field) + " is missing");
        }
        return value;
    }

    private <T> @Nullable T convert(String field, JsonValue value, Function<String, T> convert) {
        String text = value.text();
        if (text == null) {
            fault(field, "must be a string");
            return null;
        }
        try {
            return convert.apply(text);
        } catch (InvalidValueException e) {
            fault(field, "must " + e.rule());
            return null;
        }
    }

    private void fault(Place where, String whatWasWrong) {
        faulty = true;
        faults.add(where, whatWasWrong);
    }

    /** {@code transfers[2].name} for a field; {@code transfers[2] must ...} for words about the object itself. */
    private String nameOf(String fieldOrWords) {
        if (path.isEmpty()) {
            return fieldOrWords;
        }
        return path + (fieldOrWords.contains(" ") ? " " : ".") + fieldOrWords;
    }
}
