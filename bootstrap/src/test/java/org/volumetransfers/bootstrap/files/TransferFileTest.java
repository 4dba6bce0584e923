package org.volumetransfers.bootstrap.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.volumetransfers.bootstrap.files.FileTexts.GOOD;
import static org.volumetransfers.bootstrap.files.FileTexts.ID;
import static org.volumetransfers.bootstrap.files.FileTexts.VOLUME;
import static org.volumetransfers.bootstrap.files.FileTexts.file;
import static org.volumetransfers.bootstrap.files.FileTexts.transfer;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;

class TransferFileTest {

    private static final int MANY = 100_000;

    private final FileErrors errors = new FileErrors("t.json");

    private List<VolumeTransfer> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<VolumeTransfer> read(byte[] content) throws IOException {
        return TransferFile.readPending(new ByteArrayInputStream(content), errors);
    }

    @Test
    void everyFieldIsRead() throws IOException {
        List<VolumeTransfer> read = read("""
                {"transfers": [{"status": "pending", "created_at": "2024-07-23T11:19:06.469300Z", "volume_id":
                  "894623a6-e901-4312-aa06-4275e6321cce", "name": "caf\\u00e9 \uD83D\uDCBE", "project_id": "p",
                  "id": "cac5c677-73a9-4288-bb9c-b2ebfb547377"}]}
                """);

        assertEquals(List.of(), errors.all());
        assertEquals(
                List.of(new VolumeTransfer(
                        new ProjectId("p"),
                        new TransferId(ID),
                        "caf\u00e9 \uD83D\uDCBE",
                        new VolumeId(VOLUME),
                        Instant.parse("2024-07-23T11:19:06.469300Z"))),
                read);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-07-23T11:19:06Z, 2024-07-23T11:19:06Z",
        "2024-07-23T11:19:06+00:00, 2024-07-23T11:19:06Z",
        "2024-07-23T11:19:06.469300, 2024-07-23T11:19:06.469300Z",
        "2024-07-23T11:19:06.5Z, 2024-07-23T11:19:06.500Z",
        "2024-07-23T11:19:06.469300999999Z, 2024-07-23T11:19:06.469300Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    })
    void timesAreUtcAndCutToMicroseconds(String written, Instant meant) throws IOException {
        List<VolumeTransfer> read = read(file(GOOD.replace("2024-07-23T11:19:06Z", written)));

        assertEquals(List.of(), errors.all());
        assertEquals(meant, read.get(0).createdAt());
    }

    @Test
    void nameMayBeNullOrMissing() throws IOException {
        String other = transfer("\"name\": null").replace(ID, VOLUME);

        List<VolumeTransfer> read = read(file(transfer("\"status\": \"pending\""), other));

        assertEquals(List.of(), errors.all());
        assertEquals(2, read.stream().filter(t -> t.name() == null).count());
    }

    @Test
    void finishedTransfersAreLeftOut() throws IOException {
        String accepted = transfer("\"status\": \"accepted\"").replace(ID, VOLUME);
        String deleted = transfer("\"status\": \"deleted\"").replace(ID, VOLUME.replace('8', '9'));

        List<VolumeTransfer> read = read(file(accepted, GOOD, deleted));

        assertEquals(List.of(), errors.all());
        assertEquals(List.of(ID), read.stream().map(t -> t.id().value()).toList());
    }

    @Test
    void twoProjectsMayUseOneId() throws IOException {
        List<VolumeTransfer> read = read(file(GOOD, GOOD.replace("\"p\"", "\"q\"")));

        assertEquals(List.of(), errors.all());
        assertEquals(2, read.size());
    }

    @Test
    void byteOrderMarkIsSkipped() throws IOException {
        assertEquals(1, read("\uFEFF" + file(GOOD)).size());
        assertEquals(List.of(), errors.all());
    }

    @Test
    void emptyListIsValid() throws IOException {
        assertEquals(List.of(), read("{\"transfers\": []}"));
        assertEquals(List.of(), errors.all());
    }

    @Test
    void manyTransfersAreReadAndShareTheirProjectId(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("many.json");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("{\"transfers\": [\n");
            for (int i = 0; i < MANY; i++) {
                writer.write(i == 0 ? "" : ",\n");
                // Twelve digits: the last group of the id.
                writer.write(GOOD.replace(ID.substring(24), Long.toString(100_000_000_000L + i)));
            }
            writer.write("]}");
        }

        List<VolumeTransfer> read = TransferFile.readPending(Files.newInputStream(file), errors);

        assertEquals(List.of(), errors.all());
        assertEquals(MANY, read.size());
        assertSame(read.get(0).project(), read.get(MANY - 1).project(), "one project id is held many times");
    }

    @Test
    void transfersMayBeOneOnEachLine() throws IOException {
        String other = FileTexts.with("name", "\"two\"");

        for (String lines :
                List.of(GOOD + "\n" + other + "\n", GOOD + "\n" + other, "\n" + GOOD + "\r\n\r\n" + other + "\r\n\n")) {
            assertEquals(read(file(GOOD, other)), read(lines), lines);
        }
        assertEquals(List.of(), errors.all());
    }
}
