package org.volumetransfers.bootstrap.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the JSON objects of a file one at a time, so that files may be of any size. */
final class JsonFile {

    /** Maximum length of a string, in characters: tokens have some thousands. */
    static final int MAX_TEXT = 1 << 16;

    private static final int MAX_NAME = 100;
    private static final int MAX_DEPTH = 100;

    /** The limits keep a hostile file from filling the heap. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_NAME)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .build();

    private static final String TOO_LARGE = "too long or too deeply nested: the limits are " + MAX_TEXT
            + " characters for a string, " + MAX_NAME + " for a name or number, and " + MAX_DEPTH + " levels";

    /** What the parser expected; the part before it may quote the file, which may hold secrets. */
    private static final Pattern EXPECTATION =
            Pattern.compile("Unexpected character \\('.*' \\(code [^)]*\\)\\): (.+)", Pattern.DOTALL);

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /** Stands for bytes that are not UTF-8, since JSON allows this character nowhere. */
    private static final String NOT_UTF_8 = "\0";

    private final JsonParser parser;
    private final JsonForm form;
    private final FileErrors errors;

    private JsonFile(JsonParser parser, JsonForm form, FileErrors errors) {
        this.parser = parser;
        this.form = form;
        this.errors = errors;
    }

    /**
     * Reads the file to its end, or until there are too many errors.
     *
     * @throws IOException when the content cannot be read
     */
    static void read(InputStream bytes, JsonForm form, Consumer<JsonObject> each, FileErrors errors)
            throws IOException {
        try (JsonParser parser = JSON.createParser(text(bytes))) {
            try {
                new JsonFile(parser, form, errors).read(each);
            } catch (StreamConstraintsException e) {
                errors.add(Place.of(parser.currentTokenLocation()), TOO_LARGE);
            } catch (JsonProcessingException e) {
                errors.add(place(e, parser), message(e));
            }
        }
    }

    /**
     * Decodes UTF-8, and skips a byte order mark, which some Windows programs write. The parser's own decoder is lenient
     * and counts bytes; a decoder that throws loses the position.
     */
    private static Reader text(InputStream bytes) throws IOException {
        PushbackReader text = new PushbackReader(new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .replaceWith(NOT_UTF_8)));
        int first = text.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            text.unread(first);
        }
        return text;
    }

    private static Place place(JsonProcessingException e, JsonParser parser) {
        JsonLocation known = e.getLocation();
        Place place = Place.of(known == null ? parser.currentLocation() : known);
        // Only in this case, the parser reports the position after the character.
        return e.getOriginalMessage().startsWith("Illegal character")
                ? new Place(place.line(), place.column() - 1)
                : place;
    }

    private static String message(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return "unexpected end of file";
        }
        String message = e.getOriginalMessage();
        if (message.contains("(CTRL-CHAR, code 0)")) {
            return "not valid UTF-8";
        }
        Matcher expectation = EXPECTATION.matcher(message);
        return expectation.matches() ? "not JSON: " + expectation.group(1) : "not JSON";
    }

    private void read(Consumer<JsonObject> each) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            Place place = parser.hasCurrentToken() ? place() : Place.START;
            errors.add(place, "the file must contain " + form.description());
            return;
        }
        Place start = place();
        parser.nextToken();
        boolean isMembers = form.hasMember() && !(form.allowsLines() && isKnownField());
        if (isMembers) {
            readMembers(start, each);
        } else {
            each.accept(JsonObject.read(parser, "", start, form, errors));
        }
        while (!isMembers && form.allowsLines() && parser.nextToken() != null && !errors.isFull()) {
            readElement("", each);
        }
        if (parser.nextToken() != null) {
            errors.add(place(), "unexpected content after the object");
        }
    }

    private boolean isKnownField() throws IOException {
        return parser.currentToken() == JsonToken.FIELD_NAME && form.fields().contains(parser.currentName());
    }

    private void readMembers(Place start, Consumer<JsonObject> each) throws IOException {
        String member = form.member();
        boolean found = false;
        for (; parser.currentToken() != JsonToken.END_OBJECT && !errors.isFull(); parser.nextToken()) {
            boolean wanted = parser.currentName().equals(member);
            if (!wanted || found) {
                errors.add(place(), wanted ? member + " is given twice" : "unknown member; the only one is " + member);
            }
            parser.nextToken();
            if (wanted && !found && parser.isExpectedStartArrayToken()) {
                readArray(each);
            } else if (wanted && !found) {
                errors.add(place(), member + " must be an array");
            }
            found |= wanted;
            parser.skipChildren();
        }
        if (!found) {
            errors.add(start, member + " is missing");
        }
    }

    private void readArray(Consumer<JsonObject> each) throws IOException {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY && !errors.isFull(); i++) {
            readElement(form.member() + "[" + i + "]", each);
        }
    }

    private void readElement(String path, Consumer<JsonObject> each) throws IOException {
        Place start = place();
        if (parser.isExpectedStartObjectToken()) {
            parser.nextToken();
            each.accept(JsonObject.read(parser, path, start, form, errors));
        } else {
            errors.add(start, (path + " must be an object").strip());
            parser.skipChildren();
        }
    }

    private Place place() {
        return Place.of(parser.currentTokenLocation());
    }
}
