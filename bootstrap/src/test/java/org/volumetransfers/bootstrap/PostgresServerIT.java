package org.volumetransfers.bootstrap;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.volumetransfers.bootstrap.files.FileTexts;

/** The built jar on a real database: schema, import, listing, and a database that comes late. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PostgresServerIT {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;

    PostgresServerIT(@TempDir Path directory) {
        this.directory = directory;
    }

    private static EmbeddedPostgres postgres(int port) throws IOException {
        return TestDatabase.builder().setPort(port).start();
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String url(EmbeddedPostgres postgres) {
        return "--jdbc-url=" + postgres.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
    }

    private HttpResponse<String> list(RunningJar server) throws IOException, InterruptedException {
        URI list = URI.create(server.url() + "/v2/p/os-volume-transfer");
        return client.send(
                HttpRequest.newBuilder(list).header("X-Auth-Token", "t").build(), BodyHandlers.ofString());
    }

    private String tokens() throws IOException {
        return "--tokens=" + Files.writeString(directory.resolve("tokens.json"), FileTexts.GOOD_TOKENS);
    }

    @Test
    void jarServesImportedTransfers() throws Exception {
        Path data = Files.writeString(directory.resolve("transfers.ndjson"), FileTexts.GOOD + "\n");
        try (EmbeddedPostgres postgres = postgres(TestDatabase.freePort())) {
            execute(postgres, "create role evs login password 's3cr3t'; grant all on schema public to evs");
            Path password = Files.writeString(directory.resolve("password"), "s3cr3t\n");
            List<String> database = List.of(
                    url(postgres), "--db-user=evs", "--db-password-file=" + password, "--db-connection-timeout=30");

            Process imported = RunningJar.start(options(database, "import", "--data=" + data));
            assertEquals(0, imported.waitFor(), () -> output(imported));
            assertEquals("imported " + data + ": 1 added, 0 changed, 0 unchanged", output(imported));

            try (RunningJar server =
                    RunningJar.with(options(database, "--storage=postgres", tokens(), "--db-pool-size=2"))) {
                HttpResponse<String> answer = list(server);
                assertEquals(200, answer.statusCode(), answer.body());
                assertTrue(answer.body().contains(FileTexts.ID), answer.body());
                assertEquals(0, server.terminate());
            }
        }
    }

    private static String[] options(List<String> database, String... others) {
        return Stream.concat(Stream.of(others), database.stream()).toArray(String[]::new);
    }

    @Test
    void serverMayStartBeforeItsDatabase() throws Exception {
        int port = TestDatabase.freePort();
        try (RunningJar server = RunningJar.with(
                "--storage=postgres",
                "--jdbc-url=jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "--db-user=postgres",
                tokens())) {
            assertEquals(503, list(server).statusCode());

            try (EmbeddedPostgres postgres = postgres(port)) {
                awaitStatus(server, 200);
                execute(postgres, "drop table volume_transfer");
                assertEquals(503, list(server).statusCode());
            }
        }
    }

    @Test
    void wrongSchemaFoundLaterEndsTheServerWithOneLine() throws Exception {
        int port = TestDatabase.freePort();
        Process server = RunningJar.start(
                "--listen=127.0.0.1:0",
                "--storage=postgres",
                "--jdbc-url=jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "--db-user=postgres",
                "--log-level=error",
                "--schema=check");
        try (EmbeddedPostgres postgres = postgres(port)) {
            assertTrue(server.waitFor(60, TimeUnit.SECONDS), "still running");
            List<String> complaints =
                    server.errorReader(StandardCharsets.UTF_8).lines().toList();
            assertEquals(1, complaints.size(), complaints::toString);
            assertTrue(complaints.get(0).contains("the schema was never applied"), complaints.get(0));
            assertEquals(1, server.exitValue());
            assertTrue(postgres.getPort() > 0);
        } finally {
            server.destroyForcibly();
        }
    }

    private void awaitStatus(RunningJar server, int status) {
        await().atMost(Duration.ofSeconds(60)).until(() -> list(server).statusCode() == status);
    }

    private static String output(Process process) {
        return process.inputReader(StandardCharsets.UTF_8).lines().reduce("", (all, line) -> all + line);
    }
}
