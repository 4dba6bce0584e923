package org.volumetransfers.bootstrap.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The database fails during a response of about 40 MB, more than all buffers hold. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class LongResponseFaultsIT {

    private static final int MANY = 100_000;

    private static FaultyPostgres postgres;

    private final Path directory;
    private ServerProcess server;

    LongResponseFaultsIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void startDatabase(@TempDir Path directory) throws Exception {
        postgres = new FaultyPostgres(directory);
        try (ServerProcess first = ServerProcess.on(postgres.url(), directory)) {
            assertEquals(200, first.list().statusCode());
        }
        postgres.execute(
                "insert into volume_transfer select 'p', 'id-' || n, 'v', 'n', now()" + " from generate_series(1, "
                        + MANY + ") as n",
                "vacuum (analyze) volume_transfer");
    }

    @AfterAll
    static void endDatabase() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void start() throws Exception {
        server = ServerProcess.on(postgres.url(), directory);
    }

    @AfterEach
    void end() throws Exception {
        server.close();
    }

    private static void read(InputStream body, ByteArrayOutputStream into) throws IOException {
        body.transferTo(into);
    }

    @Test
    void sessionsThatAreTerminatedDuringAResponseAreReplaced() throws Exception {
        HttpResponse<InputStream> response = ServerProcess.responseOf(server.send(BodyHandlers.ofInputStream()));

        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (InputStream body = response.body()) {
            received.write(body.readNBytes(1 << 20));
            postgres.endSessions();
            read(body, received);
        }

        JsonNode transfers = new ObjectMapper().readTree(received.toByteArray()).get("transfers");
        assertEquals(MANY, transfers.size());
        assertEquals(MANY, Set.copyOf(transfers.findValuesAsText("id")).size());
        assertEquals(List.of(), server.log());
    }

    @Test
    void responseThatCannotBeReadToItsEndIsCutOff() throws Exception {
        HttpResponse<InputStream> response = ServerProcess.responseOf(server.send(BodyHandlers.ofInputStream()));
        ByteArrayOutputStream received = new ByteArrayOutputStream();

        try (InputStream body = response.body();
                Connection other = postgres.connect();
                Statement statement = other.createStatement()) {
            body.skipNBytes(1 << 20);
            other.setAutoCommit(false);
            statement.execute("lock table volume_transfer in access exclusive mode");
            assertThrows(IOException.class, () -> read(body, received));
            other.rollback();
        }

        assertEquals(200, response.statusCode());
        assertTrue(!received.toString(StandardCharsets.UTF_8).endsWith("]}]}"), "the response seems to be complete");
        server.assertOneLine();
        assertEquals(
                MANY,
                new ObjectMapper()
                        .readTree(server.list().body())
                        .get("transfers")
                        .size());
    }

    @Test
    void crashDuringAResponseCutsItOff() throws Exception {
        HttpResponse<InputStream> response = ServerProcess.responseOf(server.send(BodyHandlers.ofInputStream()));
        try (InputStream body = response.body()) {
            body.skipNBytes(1 << 20);
            postgres.crash();
            assertThrows(IOException.class, () -> read(body, new ByteArrayOutputStream()));
        } finally {
            postgres.start();
        }

        assertEquals(200, server.awaitRecovery().statusCode());
        server.assertOneLine();
    }
}
