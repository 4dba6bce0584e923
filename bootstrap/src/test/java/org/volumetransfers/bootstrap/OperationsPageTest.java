package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares {@code docs/operations.md} with a running server. */
class OperationsPageTest {

    private static final MarkdownPage PAGE = MarkdownPage.of(Repository.path("docs/operations.md"));

    private static final String STORAGE_QUEUE = "volume_transfers_storage_queue_length";

    private static String get(InetSocketAddress address, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).header("X-Auth-Token", "t").build(), BodyHandlers.ofString())
                .body();
    }

    @Test
    void tableListsTheMetricsOfTheServer() throws Exception {
        Map<String, String> documented = PAGE.table("metric").stream()
                .collect(Collectors.toMap(row -> row.get(0).replace("`", ""), row -> row.get(1)));
        // Nothing listens there, so that the call fails.
        ServerConfig config = ReadSettings.of(
                        "--listen=127.0.0.1:0", "--admin-listen=127.0.0.1:0", "--keystone-url=http://127.0.0.1:1")
                .server();
        try (TransferServer server = TransferServer.start(config)) {
            get(server.address(), "/v2/p/os-volume-transfer");
            String metrics = get(Objects.requireNonNull(server.adminAddress()), "/metrics");

            Map<String, String> measured = metrics.lines()
                    .filter(line -> line.startsWith("# TYPE volume_transfers_"))
                    .map(line -> line.split(" "))
                    // The largest recent value comes with each histogram.
                    .filter(words -> !words[2].endsWith("_max"))
                    .collect(Collectors.toMap(words -> words[2], words -> words[3]));
            assertEquals("gauge", documented.remove(STORAGE_QUEUE), "with PostgreSQL only");
            assertEquals(new TreeMap<>(documented), new TreeMap<>(measured));
        }
    }

    @Test
    void infoNamesVersionCommitAndStorage() throws Exception {
        ServerConfig config = ReadSettings.of("--listen=127.0.0.1:0", "--admin-listen=127.0.0.1:0")
                .server();
        try (TransferServer server = TransferServer.start(config)) {
            String info = get(Objects.requireNonNull(server.adminAddress()), "/info");
            assertTrue(
                    info.matches("\\{\"name\":\"volume-transfers\",\"version\":\"[0-9][^\"$]*\","
                            + "\"commit\":\"([0-9a-f]{40}|unknown)\",\"storage\":\"memory\"}"),
                    info);
        }
    }
}
