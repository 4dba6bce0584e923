package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The README's section about PostgreSQL, line by line, on a database with a password and with the files of the README. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ReadmePostgresIT {

    private static final Path README = Repository.path("README.md");
    private static final String JAR = "bootstrap/target/volume-transfers.jar";

    private final Path directory;

    ReadmePostgresIT(@TempDir Path directory) {
        this.directory = directory;
    }

    /** The lines that this test runs, as they stand in the README. */
    static List<String> commands() {
        return shellLines().filter(line -> !line.startsWith("curl ")).toList();
    }

    private static Stream<String> shellLines() {
        return MarkdownPage.part(README, "## On PostgreSQL").blocks("sh").stream()
                .flatMap(String::lines);
    }

    @Test
    void linesOfTheReadmeStartImportAndList() throws Exception {
        try (EmbeddedPostgres postgres = withPassword("s3cr3t")) {
            writeFiles("s3cr3t");
            String script = String.join("\n", commands())
                    .replace("127.0.0.1:5432", "127.0.0.1:" + postgres.getPort())
                    .replace(JAR, Repository.path(JAR).toString());
            Process shell = shell("set -e\n" + script.replaceAll("\n(.*)$", "\nexec $1"));
            try {
                BufferedReader said = shell.inputReader(StandardCharsets.UTF_8);
                assertEquals("imported transfers.json: 2 added, 0 changed, 0 there already", said.readLine());
                assertListed(listenedOn(said));
            } finally {
                shell.destroy();
                assertTrue(shell.waitFor(30, TimeUnit.SECONDS), "still running");
            }
        }
    }

    private static EmbeddedPostgres withPassword(String password) throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("password_encryption", "scram-sha-256")
                .start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter role postgres password '" + password + "'");
            try (ResultSet file = statement.executeQuery("show hba_file")) {
                file.next();
                Files.writeString(Path.of(file.getString(1)), "host all all all scram-sha-256\n");
            }
            statement.execute("select pg_reload_conf()");
        }
        return postgres;
    }

    private void writeFiles(String password) throws IOException {
        List<String> files = MarkdownPage.of(README).blocks("json");
        Files.writeString(directory.resolve("transfers.json"), files.get(0));
        Files.writeString(directory.resolve("tokens.json"), files.get(1));
        Files.writeString(directory.resolve("password.txt"), password + "\n");
    }

    private Process shell(String script) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        shell.environment().keySet().removeIf(name -> name.startsWith("VOLUME_TRANSFERS_"));
        // Somebody else may have the default port.
        shell.environment().put("VOLUME_TRANSFERS_LISTEN", "127.0.0.1:0");
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        shell.environment().merge("PATH", java, (path, bin) -> bin + ":" + path);
        return shell.start();
    }

    private static String listenedOn(BufferedReader said) throws IOException {
        String line = said.readLine();
        while (line != null && !line.startsWith("listening on ")) {
            line = said.readLine();
        }
        assertNotNull(line, "it ended without listening");
        return line.substring("listening on ".length(), line.indexOf(','));
    }

    private static void assertListed(String address) throws Exception {
        Matcher curl = ReadmeTest.CURL.matcher(shellLines()
                .filter(line -> line.startsWith("curl "))
                .findFirst()
                .orElseThrow());
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
