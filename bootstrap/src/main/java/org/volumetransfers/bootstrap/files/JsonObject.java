package org.volumetransfers.bootstrap.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * One JSON object of a file. Its getters add an error for each value that is missing or invalid, and then return nothing;
 * an object with errors is not {@linkplain #isValid valid}. Errors never repeat a value, which may be a secret.
 */
final class JsonObject {

    private final String path;
    private final Place place;
    private final FileErrors errors;
    private final Map<String, JsonValue> values = new HashMap<>();
    private boolean valid = true;

    private JsonObject(String path, Place place, FileErrors errors) {
        this.path = path;
        this.place = place;
        this.errors = errors;
    }

    /**
     * Reads the rest of an object, and adds an error for each unknown or repeated field. The parser is at the first token
     * after the opening brace, and is left at the closing one.
     */
    static JsonObject read(JsonParser parser, String path, Place place, JsonForm form, FileErrors errors)
            throws IOException {
        JsonObject object = new JsonObject(path, place, errors);
        for (; parser.currentToken() != JsonToken.END_OBJECT; parser.nextToken()) {
            String field = parser.currentName();
            Place fieldPlace = Place.of(parser.currentTokenLocation());
            parser.nextToken();
            JsonValue value = JsonValue.read(parser);
            if (!form.fields().contains(field)) {
                object.error(fieldPlace, (path + " has " + form.unknown(field)).strip());
            } else if (object.values.putIfAbsent(field, value) != null) {
                object.error(fieldPlace, object.name(field) + " is given twice");
            }
        }
        return object;
    }

    /** Returns whether the field is present, even as {@code null}. */
    boolean has(String field) {
        return values.containsKey(field);
    }

    /** Returns whether no error has been found so far. */
    boolean isValid() {
        return valid;
    }

    /** Returns the value of a field that must be a valid string. */
    <T> Optional<T> required(String field, Function<String, T> parse) {
        return Optional.ofNullable(present(field)).flatMap(value -> parse(field, value, parse));
    }

    /** Returns the value of a field that must be present, as a valid string or {@code null}. */
    <T> Optional<T> nullable(String field, Function<String, T> parse) {
        return Optional.ofNullable(present(field))
                .filter(value -> !value.isNull())
                .flatMap(value -> parse(field, value, parse));
    }

    /** Returns the value of a field that may be absent or {@code null}. */
    <T> Optional<T> optional(String field, Function<String, T> parse) {
        return has(field) ? nullable(field, parse) : Optional.empty();
    }

    /** Returns the elements of a field that must be an array of strings that are not empty. */
    Set<String> strings(String field) {
        Set<String> strings = new LinkedHashSet<>();
        JsonValue array = present(field);
        if (array == null) {
            return strings;
        }
        if (!array.isArray()) {
            error(field, "must be an array of strings");
        }
        if (array.isTooLarge()) {
            error(
                    field,
                    "must have at most " + JsonValue.MAX_ELEMENTS + " elements, and " + JsonFile.MAX_TEXT
                            + " characters in total");
            return strings;
        }
        for (int i = 0; i < array.elements().size(); i++) {
            JsonValue element = array.elements().get(i);
            if (element.text() == null || element.text().isEmpty()) {
                error(element.place(), name(field) + "[" + i + "] must be a string that is not empty");
            } else {
                strings.add(element.text());
            }
        }
        return strings;
    }

    /** Adds an error at the value of a field. */
    void error(String field, String message) {
        error(place(field), name(field) + " " + message);
    }

    /** Returns where the value of a field begins; without a value, where the object begins. */
    Place place(String field) {
        JsonValue value = values.get(field);
        return value == null ? place : value.place();
    }

    private @Nullable JsonValue present(String field) {
        if (!has(field)) {
            error(field, "is missing");
        }
        return values.get(field);
    }

    private <T> Optional<T> parse(String field, JsonValue value, Function<String, T> parse) {
        if (value.text() == null) {
            error(field, "must be a string");
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(value.text()));
        } catch (InvalidValueException e) {
            error(field, "must " + e.rule());
            return Optional.empty();
        }
    }

    private void error(Place where, String message) {
        valid = false;
        errors.add(where, message);
    }

    private String name(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
