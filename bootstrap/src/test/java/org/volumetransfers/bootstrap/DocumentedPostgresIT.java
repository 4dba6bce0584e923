package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the documented commands for PostgreSQL with the documented files, on a database with a password. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DocumentedPostgresIT {

    private static final DocumentedSection SECTION = DocumentedSection.onPostgres();

    private final Path directory;

    DocumentedPostgresIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void documentedCommandsImportAndList() throws Exception {
        try (EmbeddedPostgres postgres = DocumentedSection.withPassword("s3cr3t")) {
            DocumentedSection.writeFiles(directory, "s3cr3t");
            Process shell = DocumentedSection.start(
                    directory, SECTION.commands(), Map.of("127.0.0.1:5432/", "127.0.0.1:" + postgres.getPort() + "/"));
            try {
                BufferedReader output = shell.inputReader(StandardCharsets.UTF_8);
                assertEquals("imported transfers.json: 2 added, 0 changed, 0 unchanged", output.readLine());
                assertListed(DocumentedSection.listenedOn(output));
            } finally {
                shell.destroy();
                assertTrue(shell.waitFor(30, TimeUnit.SECONDS), "the server is still running");
            }
        }
    }

    private static void assertListed(String address) throws Exception {
        Matcher curl = MarkdownPage.CURL.matcher(SECTION.curl());
        assertTrue(curl.matches(), "unsupported form of the curl command");
        HttpRequest request = HttpRequest.newBuilder(URI.create(curl.group(3).replace("127.0.0.1:8776", address)))
                .header(curl.group(1), curl.group(2))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        JsonNode transfers = new ObjectMapper().readTree(answer).path("transfers");
        assertEquals(2, transfers.size(), answer);
        assertEquals("first volume transfer", transfers.get(0).path("name").asText());
    }
}
