package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.bootstrap.FileTexts.file;
import static org.volumetransfers.bootstrap.FileTexts.with;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a file while it is read has bounds, whatever the file holds. */
class FileBoundsTest {

    private static final int MANY = 100_000;
    private static final String TOO_LARGE = "too long or too deeply nested:"
            + " a text may have 65536 characters, a name or number 100, and values 100 levels";

    private final Path directory;
    private final FileFaults faults = new FileFaults("f.json");

    FileBoundsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Path path(String content) throws IOException {
        return Files.writeString(directory.resolve("f.json"), content);
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
    void whatIsTooLargeIsAFaultWithItsPlace(String markedTransfer, String fault) throws IOException {
        Marked marked = Marked.parse(file(markedTransfer));

        TransferFile.read(path(marked.text()), faults);

        assertEquals(List.of("f.json:" + marked.place() + ": " + fault), faults.all());
    }

    @Test
    void arrayInPlaceOfATextIsAFaultWithItsPlace() throws IOException {
        Marked marked = Marked.parse(file(with("name", "@@" + array("\"x\"", MANY))));

        TransferFile.read(path(marked.text()), faults);

        assertEquals(List.of("f.json:" + marked.place() + ": transfers[0].name must be a string"), faults.all());
    }

    static Stream<Arguments> tooManyRoles() {
        return Stream.of(
                Arguments.of(array("\"r\"", JsonValue.LARGEST_ARRAY + 1)),
                Arguments.of(array('"' + "r".repeat(JsonFile.LONGEST_TEXT / 2 + 1) + '"', 2)));
    }

    @ParameterizedTest
    @MethodSource("tooManyRoles")
    void rolesOfATokenAreBounded(String roles) throws IOException {
        Marked marked = Marked.parse(FileTexts.GOOD_TOKENS.replace("[\"member\"]", "@@" + roles));

        TokenFile.read(path(marked.text()), faults);

        assertEquals(
                List.of("f.json:" + marked.place()
                        + ": tokens[0].roles must have at most 1000 elements, and 65536 characters in all"),
                faults.all());
    }

    @Test
    void rolesUpToTheBoundAreRead() throws IOException {
        String roles = array("\"r\"", JsonValue.LARGEST_ARRAY);

        TokenFile.read(path(FileTexts.GOOD_TOKENS.replace("[\"member\"]", roles)), faults);

        assertEquals(List.of(), faults.all());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"x\"", "[1, 2]"})
    void elementsBeyondTheBoundAreNotKept(String element) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(array(element, MANY) + " true")) {
            parser.nextToken();

            JsonValue array = JsonValue.read(parser);

            assertTrue(array.isTooLarge());
            assertEquals(JsonValue.LARGEST_ARRAY + 1, array.elements().size());
            assertEquals(JsonToken.VALUE_TRUE, parser.nextToken());
        }
    }

    @Test
    void charactersBeyondTheBoundAreNotKept() throws IOException {
        String element = '"' + "x".repeat(JsonFile.LONGEST_TEXT) + '"';
        try (JsonParser parser = new JsonFactory().createParser(array(element, 10))) {
            parser.nextToken();

            JsonValue array = JsonValue.read(parser);

            assertTrue(array.isTooLarge());
            assertEquals(2, array.elements().size());
        }
    }

    @Test
    void onlySoManyProjectsAreRemembered() {
        ProjectIds projects = new ProjectIds();

        for (int i = 0; i < MANY; i++) {
            String project = "project-" + i;
            assertSame(projects.of(project), projects.of("project-" + i));
            assertTrue(projects.size() <= ProjectIds.CAPACITY);
        }
    }
}
