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

    /** Maximum number of elements of an array, which also has at most {@link JsonFile#MAX_TEXT} characters in total. */
    static final int MAX_ELEMENTS = 1000;

    private static final String TOO_LARGE =
            "must have at most " + MAX_ELEMENTS + " elements, and " + JsonFile.MAX_TEXT + " characters in total";

    /** The values of fields, and of elements of arrays by names such as {@code roles[0]}. */
    final Map<String, Value> values = new HashMap<>();

    private final String path;
    private final Place place;
    private final FileErrors errors;
    private boolean valid = true;

    /**
     * A value: a string, or something else of which only the kind is kept.
     *
     * @param place where it begins
     * @param kind its first token; {@link JsonToken#NOT_AVAILABLE} for an array that is too large
     */
    record Value(Place place, JsonToken kind, @Nullable String text) {

        static Value read(JsonParser parser) throws IOException {
            String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText() : null;
            return new Value(Place.of(parser.currentTokenLocation()), parser.currentToken(), text);
        }
    }

    /**
     * Reads the rest of an object, and adds an error for each unknown or repeated field. The parser is at the first token
     * after the opening brace, and is left at the closing one.
     */
    JsonObject(JsonParser parser, String path, Place place, JsonForm form, FileErrors errors) throws IOException {
        this.path = path;
        this.place = place;
        this.errors = errors;
        for (; parser.currentToken() != JsonToken.END_OBJECT; parser.nextToken()) {
            String field = parser.currentName();
            Place fieldPlace = Place.of(parser.currentTokenLocation());
            parser.nextToken();
            Value value = Value.read(parser);
            if (!form.fields().contains(field)) {
                error(fieldPlace, (path + " has " + form.unknown(field)).strip());
            } else if (values.putIfAbsent(field, value) != null) {
                error(fieldPlace, name(field) + " is given twice");
            } else {
                keepElements(field, parser);
            }
            parser.skipChildren();
        }
    }

    /** Keeps the elements up to the limits if the parser is at an array, and skips what is nested deeper. */
    private void keepElements(String field, JsonParser parser) throws IOException {
        if (!parser.isExpectedStartArrayToken()) {
            return;
        }
        Place start = place(field);
        int characters = 0;
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            characters += parser.hasToken(JsonToken.VALUE_STRING) ? parser.getTextLength() : 0;
            if (i < MAX_ELEMENTS && characters <= JsonFile.MAX_TEXT) {
                values.put(element(field, i), Value.read(parser));
            } else {
                values.put(field, new Value(start, JsonToken.NOT_AVAILABLE, null));
            }
            parser.skipChildren();
        }
    }

    private static String element(String field, int index) {
        return field + "[" + index + "]";
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
        return present(field).flatMap(value -> parse(field, value, parse));
    }

    /** Returns the value of a field that must be present, as a valid string or {@code null}. */
    <T> Optional<T> nullable(String field, Function<String, T> parse) {
        return present(field)
                .filter(value -> value.kind != JsonToken.VALUE_NULL)
                .flatMap(value -> parse(field, value, parse));
    }

    /** Returns the value of a field that may be absent or {@code null}. */
    <T> Optional<T> optional(String field, Function<String, T> parse) {
        return has(field) ? nullable(field, parse) : Optional.empty();
    }

    /** Returns the elements of a field that must be an array of strings that are not empty. */
    Set<String> strings(String field) {
        Set<String> strings = new LinkedHashSet<>();
        JsonToken kind = present(field).map(Value::kind).orElse(JsonToken.START_ARRAY);
        if (kind == JsonToken.NOT_AVAILABLE) {
            error(field, TOO_LARGE);
        } else if (kind != JsonToken.START_ARRAY) {
            error(field, "must be an array of strings");
        } else {
            for (int i = 0; has(element(field, i)); i++) {
                String element = element(field, i);
                present(element)
                        .map(Value::text)
                        .filter(text -> !text.isEmpty())
                        .ifPresentOrElse(strings::add, () -> error(element, "must be a string that is not empty"));
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
        Value value = values.get(field);
        return value == null ? place : value.place;
    }

    private Optional<Value> present(String field) {
        if (!has(field)) {
            error(field, "is missing");
        }
        return Optional.ofNullable(values.get(field));
    }

    private <T> Optional<T> parse(String field, Value value, Function<String, T> parse) {
        try {
            if (value.text != null) {
                return Optional.of(parse.apply(value.text));
            }
            error(field, "must be a string");
        } catch (InvalidValueException e) {
            error(field, "must " + e.rule());
        }
        return Optional.empty();
    }

    private void error(Place where, String message) {
        valid = false;
        errors.add(where, message);
    }

    private String name(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
