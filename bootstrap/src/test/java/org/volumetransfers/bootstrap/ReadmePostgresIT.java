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

/** The README's section about PostgreSQL, line by line, on a database with a password and with the files of the README. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ReadmePostgresIT {

    private static final ReadmeSection SECTION = ReadmeSection.onPostgres();

    private final Path directory;

    ReadmePostgresIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void linesOfTheReadmeStartImportAndList() throws Exception {
        try (EmbeddedPostgres postgres = ReadmeSection.withPassword("s3cr3t")) {
            ReadmeSection.writeFiles(directory, "s3cr3t");
            Process shell = ReadmeSection.start(
                    directory, SECTION.commands(), Map.of("127.0.0.1:5432/", "127.0.0.1:" + postgres.getPort() + "/"));
            try {
                BufferedReader said = shell.inputReader(StandardCharsets.UTF_8);
                assertEquals("imported transfers.json: 2 added, 0 changed, 0 there already", said.readLine());
                assertListed(ReadmeSection.listenedOn(said));
            } finally {
                shell.destroy();
                assertTrue(shell.waitFor(30, TimeUnit.SECONDS), "still running");
            }
        }
    }

    private static void assertListed(String address) throws Exception {
        Matcher curl = ReadmeTest.CURL.matcher(SECTION.curl());
        assertTrue(curl.matches(), "the curl line has a known form");
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
