package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.volumetransfers.bootstrap.files.FileErrors;
import org.volumetransfers.bootstrap.files.TokenFile;
import org.volumetransfers.bootstrap.files.TransferFile;
import org.volumetransfers.bootstrap.settings.Setting;

/** Compares {@code docs/configuration.md} with the settings, and reads its example files. */
class ConfigurationPageTest {

    private static final MarkdownPage PAGE = MarkdownPage.of(Repository.path("docs/configuration.md"));

    @Test
    void tableListsTheSettings() {
        List<List<String>> settings = Stream.of(Setting.values())
                .map(setting -> List.of(
                        (setting.option() + " " + setting.placeholder()).strip(),
                        setting.variable(),
                        setting.defaultText()))
                .toList();
        List<List<String>> table = PAGE.table("option").stream()
                .map(row -> row.subList(0, 3).stream()
                        .map(cell -> cell.replace("`", ""))
                        .toList())
                .toList();

        assertEquals(settings, table);
    }

    @Test
    void serverReadsTheExampleFiles(@TempDir Path directory) throws Exception {
        List<String> blocks = PAGE.blocks("json");
        Path data = Files.writeString(directory.resolve("data.json"), blocks.get(0));
        Path tokens = Files.writeString(directory.resolve("tokens.json"), blocks.get(1));
        FileErrors errors = new FileErrors("docs/configuration.md");

        assertEquals(2, blocks.size());
        assertEquals(
                2, TransferFile.readPending(Files.newInputStream(data), errors).size());
        assertEquals(2, TokenFile.read(Files.newInputStream(tokens), errors).size());
        assertEquals(List.of(), errors.all());
    }
}
