package org.volumetransfers.bootstrap.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.volumetransfers.bootstrap.files.FileTexts.GOOD;
import static org.volumetransfers.bootstrap.files.FileTexts.ID;
import static org.volumetransfers.bootstrap.files.FileTexts.OTHER_ID;
import static org.volumetransfers.bootstrap.files.FileTexts.file;
import static org.volumetransfers.bootstrap.files.FileTexts.with;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.volumetransfers.domain.VolumeTransfer;

class TransferFileErrorsTest {

    private final FileErrors errors = new FileErrors("t.json");

    private List<VolumeTransfer> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<VolumeTransfer> read(byte[] content) throws IOException {
        return TransferFile.readPending(new ByteArrayInputStream(content), errors);
    }

    /** Files with their first error marked. */
    static Stream<Arguments> invalidFiles() {
        return Stream.of(
                Arguments.of(
                        "@@", "the file must contain one object, {\"transfers\": [...]}, or one object on each line"),
                Arguments.of(
                        " @@[]",
                        "the file must contain one object, {\"transfers\": [...]}, or one object on each line"),
                Arguments.of("\n @@{}", "transfers is missing"),
                Arguments.of("{\"transfers\": @@{}}", "transfers must be an array"),
                Arguments.of("{\"transfers\": [],\n @@\"more\": [1]}", "unknown member; the only one is transfers"),
                Arguments.of("{\"transfers\": [],\n @@\"transfers\": [1]}", "transfers is given twice"),
                Arguments.of("{\"transfers\": []}\n\n @@{}", "unexpected content after the object"),
                Arguments.of("{\"transfers\": []} @@x", "not JSON"),
                Arguments.of("{\"transfers\": [\n@@", "unexpected end of file"),
                Arguments.of(
                        "{\"transfers\" @@[]}", "not JSON: was expecting a colon to separate field name and value"),
                Arguments.of(file(GOOD + "\n @@{}"), "not JSON: was expecting comma to separate Array entries"),
                Arguments.of(GOOD + "\n@@7", "must be an object"),
                Arguments.of(GOOD + "\n" + with("name", "@@7"), "name must be a string"),
                Arguments.of(
                        GOOD + "\n" + with("id", "@@\"" + ID + "\""),
                        "id repeats that of an earlier transfer of the same project"),
                Arguments.of(GOOD + "\n{@@", "unexpected end of file"),
                Arguments.of(file("@@7"), "transfers[0] must be an object"),
                Arguments.of(file(GOOD, "@@[{}]"), "transfers[1] must be an object"));
    }

    /** Transfers, the second of a file, with their first error marked. */
    static Stream<Arguments> invalidTransfers() {
        String notUtc = "created_at must be ISO-8601 UTC, like 2024-07-23T11:19:06.469300Z";
        String noUuid = "must be a UUID in canonical lower case, like " + ID;
        return Stream.of(
                Arguments.of(with("status", "\"pending\", @@\"nmae\": {\"a\": 1}"), null),
                Arguments.of(with("name", "null, @@\"name\": \"b\""), "name is given twice"),
                Arguments.of(
                        with("id", "@@\"" + ID + "\""), "id repeats that of an earlier transfer of the same project"),
                Arguments.of(with("id", "@@12"), "id must be a string"),
                Arguments.of(with("id", "@@\"" + OTHER_ID.toUpperCase(Locale.ROOT) + "\""), "id " + noUuid),
                Arguments.of(with("id", "@@\"" + OTHER_ID.replace("-", "") + "\""), "id " + noUuid),
                Arguments.of("@@" + with("id", null), "id is missing"),
                Arguments.of(with("project_id", "@@null"), "project_id must be a string"),
                Arguments.of(with("project_id", "@@\"a b\""), "project_id must be 1 to 64 of A-Z a-z 0-9 _ -"),
                Arguments.of("@@" + with("project_id", null), "project_id is missing"),
                Arguments.of(with("volume_id", "@@\"\""), "volume_id " + noUuid),
                Arguments.of("@@" + with("volume_id", null), "volume_id is missing"),
                Arguments.of(with("name", "@@[\"one\"]"), "name must be a string"),
                Arguments.of(with("name", "@@\"\\ud800\""), "name must be well-formed Unicode"),
                Arguments.of(with("name", "@@\"" + "x".repeat(256) + "\""), "name must have at most 255 characters"),
                Arguments.of(with("status", "@@\"done\""), "status must be pending, accepted or deleted"),
                Arguments.of(with("status", "@@true"), "status must be a string"),
                Arguments.of("@@" + with("created_at", null), "created_at is missing"),
                Arguments.of(with("created_at", "@@0"), "created_at must be a string"),
                Arguments.of(with("created_at", "@@\"2024-07-23T11:19:06+02:00\""), notUtc),
                Arguments.of(with("created_at", "@@\"2024-07-23 11:19:06\""), notUtc),
                Arguments.of(with("created_at", "@@\"2023-02-29T11:19:06Z\""), notUtc),
                Arguments.of(with("created_at", "@@\"2024-07-23T11:19:06.Z\""), notUtc),
                Arguments.of(
                        with("created_at", "@@\"0000-07-23T11:19:06Z\""), "created_at must be in the years 1 to 9999"));
    }

    @ParameterizedTest
    @MethodSource("invalidFiles")
    void errorNamesItsPlace(String markedFile, String error) throws IOException {
        Marked marked = Marked.parse(markedFile);

        read(marked.text());

        assertEquals(List.of("t.json:" + marked.place() + ": " + error), errors.all());
    }

    @ParameterizedTest
    @MethodSource("invalidTransfers")
    void errorOfATransferNamesItsPlace(String markedTransfer, @Nullable String error) throws IOException {
        Marked marked = Marked.parse(file(GOOD, markedTransfer));

        read(marked.text());

        String named = error == null ? " has unknown field nmae; did you mean name?" : "." + error;
        assertEquals(List.of("t.json:" + marked.place() + ": transfers[1]" + named), errors.all());
    }

    @Test
    void idOfAFinishedTransferMayNotBeRepeated() throws IOException {
        read(file(with("status", "\"deleted\""), GOOD.replace(ID, OTHER_ID)));

        assertEquals(1, errors.all().size());
    }

    @Test
    void allErrorsAreReported() throws IOException {
        read(file("{}", GOOD.replace("\"p\"", "7").replace(ID, "x")));

        assertEquals(
                List.of(
                        "t.json:2:1: transfers[0].project_id is missing",
                        "t.json:2:1: transfers[0].id is missing",
                        "t.json:2:1: transfers[0].volume_id is missing",
                        "t.json:2:1: transfers[0].created_at is missing",
                        "t.json:3:27: transfers[1].project_id must be a string",
                        "t.json:3:8: transfers[1].id must be a UUID in canonical lower case, like " + ID),
                errors.all());
    }

    @Test
    void errorsEndAfterTwenty() throws IOException {
        read(file(Stream.generate(() -> "{}").limit(100).toArray(String[]::new)));

        assertEquals(21, errors.all().size());
        assertEquals(
                "t.json: more errors follow; only the first 20 are listed",
                errors.all().get(20));
    }

    @Test
    void placeCountsCharactersNotBytes() throws IOException {
        Marked marked = Marked.parse(file(with("name", "\"\u00e9\u00e9\", \"status\": @@7")));

        read(marked.text());

        assertEquals(List.of("t.json:" + marked.place() + ": transfers[0].status must be a string"), errors.all());
    }

    @ParameterizedTest
    @CsvSource({
        "C3 28, 4", // a broken sequence
        "80, 4", // a continuation out of nothing
        "C0 80, 4", // an overlong NUL
        "ED A0 80, 4", // a surrogate
        "F4 90 80 80, 4", // beyond Unicode
        "C3 A9 FF, 5", // after a good one
    })
    void invalidUtf8IsAnErrorWithItsPlace(String hex, int column) throws IOException {
        byte[] broken = HexFormat.ofDelimiter(" ").parseHex(hex);
        byte[] start = "{\n \"\u00e9".getBytes(StandardCharsets.UTF_8);
        byte[] content = ByteBuffer.allocate(start.length + broken.length + 5)
                .put(start)
                .put(broken)
                .put("\": 1}".getBytes(StandardCharsets.UTF_8))
                .array();

        read(content);

        assertEquals(List.of("t.json:2:" + column + ": not valid UTF-8"), errors.all());
    }

    @Test
    void utf16IsRejected() throws IOException {
        read(file(GOOD).getBytes(StandardCharsets.UTF_16));

        assertEquals(List.of("t.json:1:1: not valid UTF-8"), errors.all());
    }

    @Test
    void placeIsRightBeyondTheFirstBuffer() throws IOException {
        String blanks = ("  ".repeat(500) + "\n").repeat(200);

        read("{\"transfers\": [" + blanks + "   7]}");

        assertEquals(List.of("t.json:201:4: transfers[0] must be an object"), errors.all());
    }
}
