package org.volumetransfers.bootstrap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads files of the form {@code {"transfers": [{...}, {...}]}}, one object of the array after the other, so that the
 * size of the file does not matter.
 */
final class JsonArrayFile {

    private static final JsonFactory JSON = new JsonFactory();

    /** What the parser would have liked better; the part before it may quote the file, which may hold secrets. */
    private static final Pattern EXPECTATION =
            Pattern.compile("Unexpected character \\('.*' \\(code [^)]*\\)\\): (.+)", Pattern.DOTALL);

    private final JsonParser parser;
    private final String member;
    private final List<String> fields;
    private final FileFaults faults;

    private JsonArrayFile(JsonParser parser, String member, List<String> fields, FileFaults faults) {
        this.parser = parser;
        this.member = member;
        this.fields = fields;
        this.faults = faults;
    }

    /**
     * Reads a file. Whatever is wrong with its content is noted in {@code faults}.
     *
     * @param member the only member of the file's only object, an array of objects
     * @param fields the fields that those objects may have
     * @param each takes the objects, faulty ones too
     * @throws IOException when there is no such file or it cannot be read
     */
    static void read(Path file, String member, List<String> fields, Consumer<JsonObject> each, FileFaults faults)
            throws IOException {
        try (JsonParser parser = JSON.createParser(new StrictUtf8Reader(Files.newInputStream(file)))) {
            new JsonArrayFile(parser, member, fields, faults).read(each);
        }
    }

    private void read(Consumer<JsonObject> each) throws IOException {
        try {
            readDocument(each);
        } catch (FileFaults.TooManyFaults e) {
            return;
        } catch (StrictUtf8Reader.NotUtf8Exception e) {
            faults.addLast(e.place(), "the file is not UTF-8 here");
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
            faults.add(place, "the file must hold one object, {\"" + member + "\": [...]}");
            return;
        }
        Place start = JsonValue.placeOf(parser);
        boolean found = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
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
        if (!parser.isExpectedStartArrayToken()) {
            faults.add(JsonValue.placeOf(parser), member + " must be an array");
            parser.skipChildren();
            return;
        }
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            String path = member + "[" + index + "]";
            if (parser.isExpectedStartObjectToken()) {
                each.accept(JsonObject.read(parser, path, fields, faults));
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
        if (e instanceof StreamConstraintsException) {
            return "too long or too deeply nested";
        }
        Matcher expectation = EXPECTATION.matcher(e.getOriginalMessage());
        return expectation.matches() ? "not JSON: " + expectation.group(1) : "not JSON";
    }
}
