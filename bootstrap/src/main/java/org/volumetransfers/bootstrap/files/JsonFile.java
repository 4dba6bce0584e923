package org.volumetransfers.bootstrap.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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
    private static final String TOO_LARGE = "too long or too deeply nested: the limits are " + MAX_TEXT
            + " characters for a string, " + MAX_NAME + " for a name or number, and " + MAX_DEPTH + " levels";

    /** The limits keep a hostile file from filling the heap. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_NAME)
                    .maxNestingDepth(MAX_DEPTH)
                    .build())
            .build();

    /** What the parser expected; the part before it may quote the file, which may hold secrets. */
    private static final Pattern EXPECTATION =
            Pattern.compile("Unexpected character \\('.*' \\(code [^)]*\\)\\): (.+)", Pattern.DOTALL);

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /** Stands for bytes that are not UTF-8, since JSON allows this character nowhere. */
    private static final String NOT_UTF_8 = "\0";

    private final JsonParser parser;
    private final JsonForm form;
    private final FileErrors errors;
    private final Consumer<JsonObject> each;

    private JsonFile(JsonParser parser, JsonForm form, FileErrors errors, Consumer<JsonObject> each) {
        this.parser = parser;
        this.form = form;
        this.errors = errors;
        this.each = each;
    }

    /** Reads the file to its end, or until there are too many errors. */
    static void read(InputStream content, JsonForm form, FileErrors errors, Consumer<JsonObject> each)
            throws IOException {
        try (JsonParser parser = JSON.createParser(text(content))) {
            try {
                new JsonFile(parser, form, errors, each).read();
            } catch (StreamConstraintsException e) {
                errors.add(Place.of(parser.currentTokenLocation()), TOO_LARGE);
            } catch (JsonProcessingException e) {
                addSyntaxError(e, errors);
            }
        }
    }

    /**
     * Decodes UTF-8, and skips a byte order mark, which some Windows programs write. The parser's own decoder is lenient
     * and counts bytes; a decoder that throws loses the position.
     */
    private static Reader text(InputStream bytes) throws IOException {
        BufferedReader text = new BufferedReader(new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .replaceWith(NOT_UTF_8)));
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }

    private static void addSyntaxError(JsonProcessingException e, FileErrors errors) {
        String reason = e.getOriginalMessage();
        Place place = Place.of(e.getLocation());
        if (reason.startsWith("Illegal character")) {
            // Only in this case, the parser reports the position after the character.
            place = new Place(place.line(), place.column() - 1);
        }
        Matcher expectation = EXPECTATION.matcher(reason);
        if (e instanceof JsonEOFException) {
            errors.add(place, "unexpected end of file");
        } else if (reason.contains("(CTRL-CHAR, code 0)")) {
            errors.add(place, "not valid UTF-8");
        } else {
            errors.add(place, expectation.matches() ? "not JSON: " + expectation.group(1) : "not JSON");
        }
    }

    private void read() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            Place place = parser.hasCurrentToken() ? place() : Place.START;
            errors.add(place, "the file must contain " + form.description());
            return;
        }
        Place start = place();
        parser.nextToken();
        boolean isLine = form.allowsLines() && form.fields().contains(String.valueOf(parser.currentName()));
        if (form.member().isEmpty() || isLine) {
            each.accept(new JsonObject(parser, "", start, form, errors));
            while (form.allowsLines() && parser.nextToken() != null && !errors.isFull()) {
                readElement("");
            }
        } else {
            readWrapper(start);
        }
        if (parser.nextToken() != null) {
            errors.add(place(), "unexpected content after the object");
        }
    }

    /** Reads an object whose only member is the array. */
    private void readWrapper(Place start) throws IOException {
        String member = form.member();
        boolean found = false;
        for (; parser.currentToken() != JsonToken.END_OBJECT && !errors.isFull(); parser.nextToken()) {
            boolean isMember = parser.currentName().equals(member);
            Place name = place();
            parser.nextToken();
            if (!isMember) {
                errors.add(name, "unknown member; the only one is " + member);
            } else if (found) {
                errors.add(name, member + " is given twice");
            } else if (!parser.isExpectedStartArrayToken()) {
                errors.add(place(), member + " must be an array");
            } else {
                readArray();
            }
            found |= isMember;
            parser.skipChildren();
        }
        if (!found) {
            errors.add(start, member + " is missing");
        }
    }

    private void readArray() throws IOException {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY && !errors.isFull(); i++) {
            readElement(form.member() + "[" + i + "]");
        }
    }

    private void readElement(String path) throws IOException {
        Place start = place();
        if (parser.isExpectedStartObjectToken()) {
            parser.nextToken();
            each.accept(new JsonObject(parser, path, start, form, errors));
        } else {
            errors.add(start, (path + " must be an object").strip());
            parser.skipChildren();
        }
    }

    private Place place() {
        return Place.of(parser.currentTokenLocation());
    }
}
