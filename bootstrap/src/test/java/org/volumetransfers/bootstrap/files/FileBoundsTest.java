package org.volumetransfers.bootstrap.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.bootstrap.files.FileTexts.file;
import static org.volumetransfers.bootstrap.files.FileTexts.with;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory that reading a file takes is bounded, whatever the file contains. */
class FileBoundsTest {

    private static final int MANY = 100_000;
    private static final String TOO_LARGE =
            "too long or too deeply nested: the limits are 65536 characters for a string,"
                    + " 100 for a name or number, and 100 levels";

    private final FileErrors errors = new FileErrors("f.json");

    private static InputStream content(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String array(String element, int times) {
        return '[' + String.join(",", Collections.nCopies(times, element)) + ']';
    }

    static Stream<Arguments> tooLarge() {
        return Stream.of(
                Arguments.of(with("name", "@@\"" + "x".repeat(MANY) + '"'), TOO_LARGE),
                Arguments.of(with("status", "\"pending\", \"other\": @@\"" + "x".repeat(MANY) + '"'), TOO_LARGE),
                Arguments.of(with("id", "1, @@\"name\": " + "1".repeat(MANY)), TOO_LARGE),
                Arguments.of(with("id", "@@{\"" + "x".repeat(MANY) + "\": 1}"), TOO_LARGE),
                Arguments.of(with("name", "[".repeat(97) + "@@[" + "[".repeat(MANY)), TOO_LARGE));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void valueThatIsTooLargeIsAnErrorWithItsPlace(String markedTransfer, String error) throws IOException {
        Marked marked = Marked.parse(file(markedTransfer));

        TransferFile.readPending(content(marked.text()), errors);

        assertEquals(List.of("f.json:" + marked.place() + ": " + error), errors.all());
    }

    @Test
    void arrayInsteadOfAStringIsAnErrorWithItsPlace() throws IOException {
        Marked marked = Marked.parse(file(with("name", "@@" + array("\"x\"", MANY))));

        TransferFile.readPending(content(marked.text()), errors);

        assertEquals(List.of("f.json:" + marked.place() + ": transfers[0].name must be a string"), errors.all());
    }

    static Stream<Arguments> tooManyRoles() {
        return Stream.of(
                Arguments.of(array("\"r\"", JsonObject.MAX_ELEMENTS + 1)),
                Arguments.of(array('"' + "r".repeat(JsonFile.MAX_TEXT / 2 + 1) + '"', 2)));
    }

    @ParameterizedTest
    @MethodSource("tooManyRoles")
    void rolesOfATokenAreBounded(String roles) throws IOException {
        Marked marked = Marked.parse(FileTexts.GOOD_TOKENS.replace("[\"member\"]", "@@" + roles));

        TokenFile.read(content(marked.text()), errors);

        assertEquals(
                List.of("f.json:" + marked.place()
                        + ": tokens[0].roles must have at most 1000 elements, and 65536 characters in total"),
                errors.all());
    }

    @Test
    void rolesUpToTheBoundAreRead() throws IOException {
        String roles = array("\"r\"", JsonObject.MAX_ELEMENTS);

        TokenFile.read(content(FileTexts.GOOD_TOKENS.replace("[\"member\"]", roles)), errors);

        assertEquals(List.of(), errors.all());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"x\"", "[1, 2]"})
    void elementsBeyondTheBoundAreNotKept(String element) throws IOException {
        Map<String, JsonObject.Value> kept = keptOf(array(element, MANY));

        assertEquals(1 + JsonObject.MAX_ELEMENTS, kept.size());
    }

    @Test
    void charactersBeyondTheBoundAreNotKept() throws IOException {
        Map<String, JsonObject.Value> kept = keptOf(array('"' + "x".repeat(JsonFile.MAX_TEXT) + '"', 10));

        assertEquals(Set.of("roles", "roles[0]"), kept.keySet());
    }

    /** Returns what is kept of an object with the roles. */
    private Map<String, JsonObject.Value> keptOf(String roles) throws IOException {
        JsonForm form = new JsonForm("", false, false, List.of("roles"));
        try (JsonParser parser = new JsonFactory().createParser("{\"roles\": " + roles + "} true")) {
            parser.nextToken();
            parser.nextToken();
            JsonObject object = new JsonObject(parser, "", Place.START, form, errors);

            assertEquals(JsonToken.VALUE_TRUE, parser.nextToken());
            return object.values;
        }
    }

    @Test
    void numberOfRememberedProjectsIsBounded() {
        TransferFile file = new TransferFile();

        for (int i = 0; i < MANY; i++) {
            String project = "project-" + i;
            assertSame(file.project(project), file.project("project-" + i));
            assertTrue(file.projects.size() <= TransferFile.MAX_PROJECTS);
        }
    }
}
