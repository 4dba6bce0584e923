package org.volumetransfers.bootstrap.identity;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.volumetransfers.adapter.keystone.FakeKeystone;
import org.volumetransfers.bootstrap.DocumentedSection;

/** The commands documented for Keystone, with a database filled by those of the previous section. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DocumentedKeystoneIT {

    private final Path directory;

    DocumentedKeystoneIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void commandsOfTheReadmeListTransfersForValidTokensOnly() throws Exception {
        try (EmbeddedPostgres postgres = DocumentedSection.withPassword("s3cr3t");
                FakeKeystone keystone = new FakeKeystone()) {
            keystone.acceptAll();
            DocumentedSection.writeFiles(directory, "s3cr3t");
            List<String> before = DocumentedSection.onPostgres().commands();
            List<String> lines = new ArrayList<>(before.subList(0, before.size() - 1));
            lines.addAll(DocumentedSection.withKeystone().commands());
            Process shell = DocumentedSection.start(
                    directory,
                    lines,
                    Map.of(
                            "127.0.0.1:5432/",
                            "127.0.0.1:" + postgres.getPort() + "/",
                            "http://127.0.0.1:5000/v3",
                            keystone.url()));
            try {
                BufferedReader said = shell.inputReader(StandardCharsets.UTF_8);
                String address = DocumentedSection.listenedOn(said);
                // The first validation may exceed the time-out of the README's server on a busy machine.
                await().atMost(ServerOnKeystone.A_MINUTE)
                        .until(() -> transfersListed(address).equals("2"));
                keystone.rejectAll();
                assertEquals("0", transfersListed(address));
            } finally {
                shell.destroy();
                assertTrue(shell.waitFor(30, TimeUnit.SECONDS), "the server is still running");
            }
        }
    }

    /** Returns the number of transfers that the README's own command prints. */
    private String transfersListed(String address) throws Exception {
        String curl = DocumentedSection.withKeystone().curl().replace("127.0.0.1:8776", address);
        ProcessBuilder shell =
                new ProcessBuilder("bash", "-c", "{ " + curl + "; } | { grep -o '\"volume_id\"' || true; } | wc -l");
        shell.environment().put("TOKEN", FakeKeystone.newToken());
        Process process = shell.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertEquals(0, process.waitFor());
        return printed.strip();
    }
}
