package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.volumetransfers.bootstrap.FileTexts.GOOD;
import static org.volumetransfers.bootstrap.FileTexts.ID;
import static org.volumetransfers.bootstrap.FileTexts.OTHER_ID;
import static org.volumetransfers.bootstrap.FileTexts.file;
import static org.volumetransfers.bootstrap.FileTexts.with;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.volumetransfers.domain.VolumeTransfer;

class TransferFileFaultsTest {

    private final Path directory;
    private final FileFaults faults = new FileFaults("t.json");

    TransferFileFaultsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private List<VolumeTransfer> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<VolumeTransfer> read(byte[] content) throws IOException {
        return TransferFile.read(Files.write(directory.resolve("transfers.json"), content), faults);
    }

    /** Files with their first fault marked. */
    static Stream<Arguments> faultyFiles() {
        return Stream.of(
                Arguments.of("@@", "the file must hold one object, {\"transfers\": [...]}, or one object on each line"),
                Arguments.of(
                        " @@[]", "the file must hold one object, {\"transfers\": [...]}, or one object on each line"),
                Arguments.of("\n @@{}", "transfers is missing"),
                Arguments.of("{\"transfers\": @@{}}", "transfers must be an array"),
                Arguments.of("{\"transfers\": [],\n @@\"more\": [1]}", "unknown member; the only one is transfers"),
                Arguments.of("{\"transfers\": [],\n @@\"transfers\": [1]}", "transfers is given twice"),
                Arguments.of("{\"transfers\": []}\n\n @@{}", "nothing may follow the object"),
                Arguments.of("{\"transfers\": []} @@x", "not JSON"),
                Arguments.of("{\"transfers\": [\n@@", "the file ends too early"),
                Arguments.of(
                        "{\"transfers\" @@[]}", "not JSON: was expecting a colon to separate field name and value"),
                Arguments.of(file(GOOD + "\n @@{}"), "not JSON: was expecting comma to separate Array entries"),
                Arguments.of(GOOD + "\n@@7", "must be an object"),
                Arguments.of(GOOD + "\n" + with("name", "@@7"), "name must be a string"),
                Arguments.of(
                        GOOD + "\n" + with("id", "@@\"" + ID + "\""),
                        "id is that of an earlier transfer of the same project"),
                Arguments.of(GOOD + "\n{@@", "the file ends too early"),
                Arguments.of(file("@@7"), "transfers[0] must be an object"),
                Arguments.of(file(GOOD, "@@[{}]"), "transfers[1] must be an object"));
    }

    /** Transfers, the second of a file, with their first fault marked. */
    static Stream<Arguments> faultyTransfers() {
        String notUtc = "created_at must be ISO-8601 UTC, like 2024-07-23T11:19:06.469300Z";
        String noUuid = "must be a UUID in canonical lower case, like " + ID;
        return Stream.of(
                Arguments.of(with("status", "\"pending\", @@\"nmae\": {\"a\": 1}"), null),
                Arguments.of(with("name", "null, @@\"name\": \"b\""), "name is given twice"),
                Arguments.of(with("id", "@@\"" + ID + "\""), "id is that of an earlier transfer of the same project"),
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
    @MethodSource("faultyFiles")
    void faultIsNamedWithItsPlace(String markedFile, String fault) throws IOException {
        Marked marked = Marked.parse(markedFile);

        read(marked.text());

        assertEquals(List.of("t.json:" + marked.place() + ": " + fault), faults.all());
    }

    @ParameterizedTest
    @MethodSource("faultyTransfers")
    void faultOfTransferIsNamedWithItsPlace(String markedTransfer, @Nullable String fault) throws IOException {
        Marked marked = Marked.parse(file(GOOD, markedTransfer));

        read(marked.text());

        String named = fault == null
                ? " has an unknown field; known are id, project_id, name, volume_id, created_at, status"
                : "." + fault;
        assertEquals(List.of("t.json:" + marked.place() + ": transfers[1]" + named), faults.all());
    }

    @Test
    void idOfFinishedTransferCountsToo() throws IOException {
        read(file(with("status", "\"deleted\""), GOOD.replace(ID, OTHER_ID)));

        assertEquals(1, faults.all().size());
    }

    @Test
    void faultsAreNamedTogether() throws IOException {
        read(file("{}", GOOD.replace("\"p\"", "7").replace(ID, "x")));

        assertEquals(
                List.of(
                        "t.json:2:1: transfers[0].project_id is missing",
                        "t.json:2:1: transfers[0].id is missing",
                        "t.json:2:1: transfers[0].volume_id is missing",
                        "t.json:2:1: transfers[0].created_at is missing",
                        "t.json:3:27: transfers[1].project_id must be a string",
                        "t.json:3:8: transfers[1].id must be a UUID in canonical lower case, like " + ID),
                faults.all());
    }

    @Test
    void faultsOfHopelessFileEndAfterTwenty() throws IOException {
        read(file(Stream.generate(() -> "{}").limit(100).toArray(String[]::new)));

        assertEquals(21, faults.all().size());
        assertEquals(
                "t.json: there are more faults; these are the first 20",
                faults.all().get(20));
    }

    @Test
    void placeCountsCharactersNotBytes() throws IOException {
        Marked marked = Marked.parse(file(with("name", "\"\u00e9\u00e9\", \"status\": @@7")));

        read(marked.text());

        assertEquals(List.of("t.json:" + marked.place() + ": transfers[0].status must be a string"), faults.all());
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
    void brokenUtf8IsNamedWithItsPlace(String hex, int column) throws IOException {
        byte[] broken = HexFormat.ofDelimiter(" ").parseHex(hex);
        byte[] start = "{\n \"\u00e9".getBytes(StandardCharsets.UTF_8);
        byte[] content = ByteBuffer.allocate(start.length + broken.length + 5)
                .put(start)
                .put(broken)
                .put("\": 1}".getBytes(StandardCharsets.UTF_8))
                .array();

        read(content);

        assertEquals(List.of("t.json:2:" + column + ": the file is not UTF-8 here"), faults.all());
    }

    @Test
    void utf16IsRefused() throws IOException {
        read(file(GOOD).getBytes(StandardCharsets.UTF_16));

        assertEquals(List.of("t.json:1:1: the file is not UTF-8 here"), faults.all());
    }

    @Test
    void placeIsRightFarBehindTheFirstBuffer() throws IOException {
        String blanks = ("  ".repeat(500) + "\n").repeat(200);

        read("{\"transfers\": [" + blanks + "   7]}");

        assertEquals(List.of("t.json:201:4: transfers[0] must be an object"), faults.all());
    }

    @Test
    void missingFileIsLeftToTheCaller() {
        assertThrows(NoSuchFileException.class, () -> TransferFile.read(directory.resolve("none"), faults));
    }
}
