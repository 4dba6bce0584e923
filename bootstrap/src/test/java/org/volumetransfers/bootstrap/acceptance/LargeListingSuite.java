package org.volumetransfers.bootstrap.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.bootstrap.acceptance.LargeListingServer.TRANSFERS;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.adapter.http.toolkit.Await;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.testkit.SampleTransfers;

/**
 * Lists several 100,000 transfers in one response, from a server with little more heap than the transfers need, while others write.
 * Takes several seconds for each listing.
 */
@Timeout(600)
abstract class LargeListingSuite {

    private static final long MEGABYTE = 1 << 20;
    private static final long HEADROOM_MEGABYTES = 64;
    private static final int STALLED_READERS = 20;

    /** Returns the class of the storage, whose default constructor is called in another process. */
    abstract Class<? extends Storage> storage();

    /** Returns how many of the transfers the storage keeps in the heap of its process. */
    abstract int transfersInHeap();

    @Test
    void aLargeListingIsCompleteInBoundedMemoryWhileOthersWriteAndReadersStall() throws Exception {
        long needed;
        try (Child child = new Child(storage(), transfersInHeap(), 2048)) {
            needed = child.number("heap") / MEGABYTE + 1;
        }
        try (Child child = new Child(storage(), TRANSFERS, needed + HEADROOM_MEGABYTES)) {
            long heap = child.number("heap");
            long files = child.number("files") + 5;
            child.execute("write");
            List<RawClient> stalled = new ArrayList<>();
            for (int i = 0; i < STALLED_READERS; i++) {
                RawClient reader = RawClient.withSmallBufferTo(child.address);
                stalled.add(reader.send(Requests.get(AcceptanceSetup.LIST, AcceptanceSetup.header("any"))));
            }
            assertListsEveryTransferOnceInOrder(child.address);
            Await.until("stalled readers are cut off", () -> child.number("aborted") == STALLED_READERS);
            for (RawClient reader : stalled) {
                assertTrue(reader.isCutOff(), "a stalled reader received its response completely");
                reader.close();
            }
            Await.until("files are closed", () -> child.number("files") <= files);
            child.execute("hold");
            long after = child.number("heap");
            assertTrue(after <= heap + 16 * MEGABYTE, heap + " -> " + after);
        }
    }

    private static void assertListsEveryTransferOnceInOrder(InetSocketAddress server) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.getPort() + AcceptanceSetup.LIST);
        HttpResponse<InputStream> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("X-Auth-Token", "any")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, response.statusCode());
        int lasting = 0;
        Set<String> transients = new HashSet<>();
        try (JsonParser json = new JsonFactory().createParser(response.body())) {
            for (Item item = next(json); item != null; item = next(json)) {
                if (item.name().equals(LargeListingServer.TRANSIENT)) {
                    assertTrue(transients.add(item.id()), item + " is listed twice");
                } else {
                    String expected = SampleTransfers.plain(AcceptanceSetup.P, lasting)
                            .id()
                            .value();
                    assertEquals(expected, item.id());
                    lasting++;
                }
            }
            assertEquals(JsonToken.END_OBJECT, json.nextToken());
        }
        assertEquals(TRANSFERS, lasting);
        assertTrue(!transients.isEmpty(), "no transient transfer was listed");
    }

    private record Item(String id, String name) {}

    /** Reads the next transfer of a listing; null after the last. */
    private static @Nullable Item next(JsonParser json) throws IOException {
        String id = "";
        while (json.nextToken() != null) {
            if ("id".equals(json.currentName()) && json.currentToken() == JsonToken.VALUE_STRING) {
                id = json.getText();
            } else if ("name".equals(json.currentName()) && json.currentToken() == JsonToken.VALUE_STRING) {
                return new Item(id, json.getText());
            } else if ("transfers".equals(json.currentName()) && json.currentToken() == JsonToken.END_ARRAY) {
                return null;
            }
        }
        throw new AssertionError("the response ends within the list");
    }

    /** A process of {@link LargeListingServer}, which ends when this is closed. */
    private static final class Child implements AutoCloseable {

        private final Process process;
        private final BufferedReader output;
        private final InetSocketAddress address;

        Child(Class<? extends Storage> storage, int transfers, long heapMegabytes) throws IOException {
            process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-XX:+UseG1GC",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-Xmx" + heapMegabytes + "m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LargeListingServer.class.getName(),
                            storage.getName(),
                            Integer.toString(transfers))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            output = process.inputReader();
            address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(readLine()));
        }

        String execute(String command) throws IOException {
            process.outputWriter().write(command + "\n");
            process.outputWriter().flush();
            return readLine();
        }

        long number(String command) throws IOException {
            return Long.parseLong(execute(command));
        }

        private String readLine() throws IOException {
            String line = output.readLine();
            if (line == null) {
                throw new AssertionError("the process of the server has ended");
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            process.outputWriter().close();
            try {
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
