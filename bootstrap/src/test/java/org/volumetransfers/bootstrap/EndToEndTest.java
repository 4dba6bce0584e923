package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.volumetransfers.bootstrap.files.FileTexts;
import org.volumetransfers.bootstrap.settings.InvalidSettingsException;

/** The whole server, assembled as {@code main} does it, over real connections. */
class EndToEndTest {

    private static final String LIST = "/v2/firstproject/os-volume-transfer";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path directory;

    EndToEndTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private static TransferServer start(String... args) throws IOException, InvalidSettingsException {
        String[] all = Stream.concat(Stream.of(args), Stream.of("--listen=127.0.0.1:0"))
                .toArray(String[]::new);
        return TransferServer.start(ReadSettings.of(all).server());
    }

    private HttpResponse<String> get(TransferServer server, String target, String token)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + target);
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("X-Auth-Token", token).build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void serverWithoutSettingsAnswersTheDocumentedExample() throws Exception {
        try (TransferServer server = start("--public-url=https://localhost")) {
            HttpResponse<String> answer = get(server, LIST, "demo-token");

            ObjectMapper json = new ObjectMapper();
            String documented = """
                    {"transfers": [
                      {"id": "cac5c677-73a9-4288-bb9c-b2ebfb547377",
                       "name": "first volume transfer",
                       "volume_id": "894623a6-e901-4312-aa06-4275e6321cce",
                       "links": [
                         {"href": "https://localhost/v2/firstproject/os-volume-transfer/ID1", "rel": "self"},
                         {"href": "https://localhost/firstproject/os-volume-transfer/ID1", "rel": "bookmark"}]},
                      {"id": "f26c0dee-d20d-4e80-8dee-a8d91b9742a1",
                       "name": "second volume transfer",
                       "volume_id": "673db275-379f-41af-8371-e1652132b4c1",
                       "links": [
                         {"href": "https://localhost/v2/firstproject/os-volume-transfer/ID2", "rel": "self"},
                         {"href": "https://localhost/firstproject/os-volume-transfer/ID2", "rel": "bookmark"}]}]}
                    """.replace("ID1", "cac5c677-73a9-4288-bb9c-b2ebfb547377")
                    .replace("ID2", "f26c0dee-d20d-4e80-8dee-a8d91b9742a1");
            assertEquals(200, answer.statusCode());
            assertEquals(json.readTree(documented), json.readTree(answer.body()));
        }
    }

    @Test
    void settingsAffectTheResponses() throws Exception {
        Path data = Files.writeString(
                directory.resolve("transfers.json"), FileTexts.file(FileTexts.GOOD, FileTexts.with("name", "\"two\"")));
        Path tokens = Files.writeString(directory.resolve("tokens.json"), FileTexts.GOOD_TOKENS);
        try (TransferServer server = start(
                "--data=" + data,
                "--tokens=" + tokens,
                "--offset-rule=lenient",
                "--max-limit=1",
                "--bad-token-status=400",
                "--public-url=https://evs.example/storage/")) {
            HttpResponse<String> answer = get(server, "/v2/p/os-volume-transfer?offset=0", "t");

            assertEquals(200, answer.statusCode());
            assertEquals(
                    "<https://evs.example/storage/v2/p/os-volume-transfer?limit=1&marker=" + FileTexts.ID
                            + ">; rel=\"next\"",
                    answer.headers().firstValue("Link").orElse("no link"));
            HttpResponse<String> refusal = get(server, LIST, "demo-token");
            assertEquals(400, refusal.statusCode());
            assertTrue(refusal.body().contains("EVS.0002"), refusal.body());
        }
    }

    @Test
    void closedServerNoLongerListens() throws Exception {
        TransferServer server = start();
        server.close();

        assertThrows(ConnectException.class, () -> get(server, LIST, "demo-token"));
    }

    @Test
    void usedPortIsAnError() throws Exception {
        try (TransferServer server = start()) {
            String taken = "127.0.0.1:" + server.address().getPort();
            ReadSettings read = ReadSettings.of("--listen", taken);

            assertThrows(BindException.class, () -> TransferServer.start(read.server()));
        }
    }
}
