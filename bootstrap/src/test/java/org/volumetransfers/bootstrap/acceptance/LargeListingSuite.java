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
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.testkit.SampleTransfers;

/** A million transfers in one answer, by a server with little more heap than the transfers need, while others write. */
@Timeout(600)
abstract class LargeListingSuite {

    private static final long MEGABYTE = 1 << 20;
    private static final long HEADROOM_MEGABYTES = 64;
    private static final int STOPPED_READERS = 20;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** The storage to serve from, made by its constructor without arguments, in another process. */
    abstract Class<? extends Storage> storage();

    /** How many of the transfers the storage keeps in the heap of its process. */
    abstract int transfersInHeap();

    @Test
    void aMillionTransfersAreListedWholeInBoundedMemoryWhileOthersWriteAndReadersStop() throws Exception {
        long needed;
        try (Child child = new Child(storage(), transfersInHeap(), 2048)) {
            needed = child.state().heap() / MEGABYTE + 1;
        }
        try (Child child = new Child(storage(), TRANSFERS, needed + HEADROOM_MEGABYTES)) {
            State before = child.state();
            child.order("write");
            List<Wire> stopped = new ArrayList<>();
            for (int i = 0; i < STOPPED_READERS; i++) {
                Wire wire = Wire.to(child.address);
                wire.send("GET /v2/P/os-volume-transfer HTTP/1.1\r\nHost: x\r\nX-Auth-Token: any\r\n\r\n");
                stopped.add(wire);
            }
            // Until the readers that stopped have been cut off. Buffers on the way let them seem alive for a while.
            long latest = System.nanoTime() + LONGEST_WAIT.toNanos();
            do {
                assertListsEveryTransferOnceInOrder(child.address);
            } while (child.state().files() > before.files() + 5 && System.nanoTime() - latest < 0);
            for (Wire wire : stopped) {
                assertTrue(wire.isCutOffAmidAnAnswer(), "a reader that stopped got its answer to the end");
                wire.close();
            }
            child.order("hold");
            State after = child.state();
            assertTrue(after.files() <= before.files() + 5, before + " -> " + after);
            assertTrue(after.heap() <= before.heap() + 16 * MEGABYTE, before + " -> " + after);
        }
    }

    private static void assertListsEveryTransferOnceInOrder(InetSocketAddress server) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.getPort() + "/v2/P/os-volume-transfer");
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("X-Auth-Token", "any")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertEquals(200, answer.statusCode());
        int lasting = 0;
        Set<String> transients = new HashSet<>();
        try (JsonParser json = new JsonFactory().createParser(answer.body())) {
            for (Item item = next(json); item != null; item = next(json)) {
                if (item.name().equals(LargeListingServer.TRANSIENT)) {
                    assertTrue(transients.add(item.id()), item + " is there twice");
                } else {
                    String expected =
                            SampleTransfers.plain(Served.P, lasting).id().value();
                    assertEquals(expected, item.id());
                    lasting++;
                }
            }
            assertEquals(JsonToken.END_OBJECT, json.nextToken());
        }
        assertEquals(TRANSFERS, lasting);
        assertTrue(!transients.isEmpty(), "nobody wrote meanwhile");
    }

    private record Item(String id, String name) {}

    /** The next transfer of an answer; null after the last. */
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
        throw new AssertionError("the answer ends amid the list");
    }

    private record State(long heap, long files) {}

    /** The other process; ended with this. */
    private static final class Child implements AutoCloseable {

        private final Process process;
        private final BufferedReader said;
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
            said = process.inputReader();
            address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(answer()));
        }

        void order(String order) throws IOException {
            process.outputWriter().write(order + "\n");
            process.outputWriter().flush();
            if (!order.equals("state")) {
                answer();
            }
        }

        State state() throws IOException {
            order("state");
            String[] words = answer().split(" ", 2);
            return new State(Long.parseLong(words[0]), Long.parseLong(words[1]));
        }

        private String answer() throws IOException {
            String line = said.readLine();
            if (line == null) {
                throw new AssertionError("the server's process has ended");
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
