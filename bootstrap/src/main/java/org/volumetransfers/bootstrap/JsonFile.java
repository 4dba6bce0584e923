package org.volumetransfers.bootstrap;

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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of the form {@code {"transfers": [{...}, {...}]}}, or of the form {@code {...} {...}} with one object on each
 * line (NDJSON). One object after the other, so that the size of the file does not matter. Also reads files that hold a
 * single object.
 */
final class JsonFile {

    /** Longest text, in characters: tokens have some thousands. */
    static final int LONGEST_TEXT = 1 << 16;

    /** Longest name or number, in characters; the parser keeps up to some ten thousand names that it has met. */
    private static final int LONGEST_NAME = 100;

    private static final int DEEPEST = 100;

    /** The bounds keep a hostile file from filling the heap. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NAME)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .build();

    private static final String TOO_LARGE = "too long or too deeply nested: a text may have " + LONGEST_TEXT
            + " characters, a name or number " + LONGEST_NAME + ", and values " + DEEPEST + " levels";

    /** What the parser would have liked better; the part before it may quote the file, which may hold secrets. */
    private static final Pattern EXPECTATION =
            Pattern.compile("Unexpected character \\('.*' \\(code [^)]*\\)\\): (.+)", Pattern.DOTALL);

    private final JsonParser parser;
    private final Form form;
    private final FileFaults faults;

    private JsonFile(JsonParser parser, Form form, FileFaults faults) {
        this.parser = parser;
        this.form = form;
        this.faults = faults;
    }

    /**
     * What a file may look like.
     *
     * @param member the only member of the file's only object, an array of objects
     * @param fields the fields that those objects may have
     * @param mayBeLines whether the objects may also stand one after the other, without array and member
     */
    record Form(String member, List<String> fields, boolean mayBeLines) {}

    /**
     * Reads to the end, and closes. Whatever is wrong with the content is noted in {@code faults}.
     *
     * @param each takes the objects, faulty ones too
     * @throws IOException when the bytes cannot be had
     */
    static void read(InputStream bytes, Form form, Consumer<JsonObject> each, FileFaults faults) throws IOException {
        try (JsonParser parser = JSON.createParser(new StrictUtf8Reader(bytes))) {
            JsonFile file = new JsonFile(parser, form, faults);
            file.read(() -> file.readDocument(each));
        }
    }

    /**
     * Reads the only object of a file, to the end, and closes. Whatever is wrong with the content is noted in
     * {@code faults}.
     *
     * @param fields the fields that the object may have
     * @return the object, faulty ones too; null when the file holds none
     * @throws IOException when the bytes cannot be had
     */
    static @Nullable JsonObject readOne(InputStream bytes, List<String> fields, FileFaults faults) throws IOException {
        List<JsonObject> objects = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(new StrictUtf8Reader(bytes))) {
            JsonFile file = new JsonFile(parser, new Form("", fields, false), faults);
            file.read(() -> file.readOnly(objects::add));
        }
        return faults.isAny() || objects.isEmpty() ? null : objects.get(0);
    }

    private void readOnly(Consumer<JsonObject> object) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            faults.add(new Place(1, 1), "the file must hold one object");
            return;
        }
        object.accept(JsonObject.read(parser, "", form.fields(), faults));
        if (parser.nextToken() != null) {
            faults.add(JsonValue.placeOf(parser), "nothing may follow the object");
        }
    }

    /** A way through the file. */
    private interface Reading {
        void run() throws IOException;
    }

    private void read(Reading reading) throws IOException {
        try {
            reading.run();
        } catch (FileFaults.TooManyFaults e) {
            return;
        } catch (StrictUtf8Reader.NotUtf8Exception e) {
            faults.addLast(e.place(), "the file is not UTF-8 here");
        } catch (StreamConstraintsException e) {
            faults.addLast(JsonValue.placeOf(parser), TOO_LARGE);
        } catch (JsonProcessingException e) {
            JsonLocation known = e.getLocation();
            JsonLocation location = known == null ? parser.currentLocation() : known;
            faults.addLast(new Place(location.getLineNr(), location.getColumnNr()), whatWasWrong(e));
        }
    }

    private void readDocument(Consumer<JsonObject> each) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            Place place = first == null ? new Place(1, 1) : JsonValue.placeOf(parser);
            faults.add(place, "the file must hold " + form());
            return;
        }
        Place start = JsonValue.placeOf(parser);
        boolean isLines = parser.nextToken() == JsonToken.FIELD_NAME
                && form.mayBeLines()
                && form.fields().contains(parser.currentName());
        if (isLines) {
            readLines(start, each);
        } else {
            readMembers(start, each);
        }
    }

    private String form() {
        String document = "one object, {\"" + form.member() + "\": [...]}";
        return form.mayBeLines() ? document + ", or one object on each line" : document;
    }

    /** The parser stands behind the beginning of the first object. */
    private void readLines(Place start, Consumer<JsonObject> each) throws IOException {
        each.accept(JsonObject.readRest(parser, start, "", form.fields(), faults));
        while (parser.nextToken() != null) {
            if (parser.isExpectedStartObjectToken()) {
                each.accept(JsonObject.read(parser, "", form.fields(), faults));
            } else {
                faults.add(JsonValue.placeOf(parser), "must be an object");
                parser.skipChildren();
            }
        }
    }

    /** The parser stands behind the beginning of the object. */
    private void readMembers(Place start, Consumer<JsonObject> each) throws IOException {
        String member = form.member();
        boolean found = false;
        for (; parser.currentToken() != JsonToken.END_OBJECT; parser.nextToken()) {
            boolean wanted = parser.currentName().equals(member);
            if (!wanted || found) {
                faults.add(
                        JsonValue.placeOf(parser),
                        wanted ? member + " is given twice" : "unknown member; the only one is " + member);
            }
            parser.nextToken();
            if (wanted && !found) {
                found = true;
                readArray(each);
            } else {
                parser.skipChildren();
            }
        }
        if (!found) {
            faults.add(start, member + " is missing");
        }
        if (parser.nextToken() != null) {
            faults.add(JsonValue.placeOf(parser), "nothing may follow the object");
        }
    }

    private void readArray(Consumer<JsonObject> each) throws IOException {
        String member = form.member();
        if (!parser.isExpectedStartArrayToken()) {
            faults.add(JsonValue.placeOf(parser), member + " must be an array");
            parser.skipChildren();
            return;
        }
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            String path = member + "[" + index + "]";
            if (parser.isExpectedStartObjectToken()) {
                each.accept(JsonObject.read(parser, path, form.fields(), faults));
            } else {
                faults.add(JsonValue.placeOf(parser), path + " must be an object");
                parser.skipChildren();
            }
        }
    }

    private static String whatWasWrong(JsonProcessingException e) {
        if (e instanceof JsonEOFException) {
            return "the file ends too early";
        }
        Matcher expectation = EXPECTATION.matcher(e.getOriginalMessage());
        return expectation.matches() ? "not JSON: " + expectation.group(1) : "not JSON";
    }
}
