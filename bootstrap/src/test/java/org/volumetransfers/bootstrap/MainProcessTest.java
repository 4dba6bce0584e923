package org.volumetransfers.bootstrap;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.bootstrap.files.FileTexts;

/** The program as a separate process: exit codes and signals, which cannot be tested inside this JVM. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MainProcessTest {

    /** Makes a response of about 20 MB, which fits no socket buffer. */
    private static final int MANY = 50_000;

    private final Path directory;
    private final List<Process> processes = new ArrayList<>();

    MainProcessTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void killProcesses() {
        processes.forEach(Process::destroyForcibly);
    }

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), Main.class.getName()));
        Collections.addAll(command, args);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("VOLUME_TRANSFERS_"));
        // These make the JVM print an extra line.
        builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /** Waits until the program prints its address. */
    private static int portOf(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder printed = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            printed.append(line).append('\n');
            if (line.startsWith("storage: ")) {
                return Integer.parseInt(
                        printed.toString().replaceAll("(?s).*listening on 127\\.0\\.0\\.1:(\\d+),.*", "$1"));
            }
        }
        throw new AssertionError(
                "unexpected output: " + printed + process.errorReader().lines().toList());
    }

    private static void awaitRefusal(int port) {
        // A reset means that the server stopped listening during the attempt; the next one is refused.
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsMatching(e -> e instanceof SocketException && !(e instanceof ConnectException))
                .until(() -> isRefused(port));
    }

    private static boolean isRefused(int port) throws IOException {
        try (Socket accepted = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !accepted.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }

    private String manyTransfers() throws IOException {
        Path file = directory.resolve("transfers.json");
        String[] transfers = IntStream.range(0, MANY)
                .mapToObj(i -> FileTexts.GOOD.replace(FileTexts.ID.substring(24), Long.toString(100_000_000_000L + i)))
                .toArray(String[]::new);
        return Files.writeString(file, FileTexts.file(transfers)).toString();
    }

    private String tokens() throws IOException {
        return Files.writeString(directory.resolve("tokens.json"), FileTexts.GOOD_TOKENS)
                .toString();
    }

    @Test
    void helpAndVersionExitWithZero() throws Exception {
        Process help = start("--help");
        assertTrue(help.inputReader().lines().anyMatch(line -> line.contains("--listen")));
        assertEquals(0, help.waitFor());

        Process version = start("--version");
        assertTrue(version.inputReader().readLine().startsWith("volume-transfers "));
        assertEquals(0, version.waitFor());
    }

    @Test
    void invalidSettingsExitWithTwo() throws Exception {
        Process process = start("--listen=nowhere", "--max-limit=0");

        assertEquals(2, process.errorReader().lines().count());
        assertEquals(2, process.waitFor());
    }

    @Test
    void usedPortExitsWithOne() throws Exception {
        int taken = portOf(start("--listen=127.0.0.1:0"));

        Process second = start("--listen=127.0.0.1:" + taken);

        assertEquals(1, second.errorReader().lines().count());
        assertEquals(1, second.waitFor());
    }

    /** Returns whether a signal is ignored, as shells arrange it with INT for background processes. */
    private static boolean isIgnoredBy(Process process, String signal) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return false;
        }
        int number = signal.equals("INT") ? 2 : 15;
        String ignored = Files.readString(status).replaceAll("(?s).*\nSigIgn:\\s*(\\p{XDigit}+)\n.*", "$1");
        return (Long.parseUnsignedLong(ignored, 16) >> (number - 1)) % 2 == 1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void signalStopsAnIdleServerWithZero(String signal) throws Exception {
        Process process = start("--listen=127.0.0.1:0", "--drain-delay=0");
        assumeTrue(process.supportsNormalTermination(), "no signals on this system");
        portOf(process);
        assumeTrue(!isIgnoredBy(process, signal), "this signal is ignored in the environment of the test");

        new ProcessBuilder("kill", "-s", signal, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();

        assertEquals(0, process.waitFor());
    }

    @Test
    void secondSignalEndsAServerThatDrainsAtOnceWithOne() throws Exception {
        Process process = start("--listen=127.0.0.1:0", "--drain-delay=86400");
        assumeTrue(process.supportsNormalTermination(), "no signals on this system");
        URI probe = URI.create("http://127.0.0.1:" + portOf(process) + "/readyz");
        HttpClient client = HttpClient.newHttpClient();

        process.destroy();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> client.send(HttpRequest.newBuilder(probe).build(), BodyHandlers.ofString())
                                .statusCode()
                        == 503);
        process.destroy();

        assertEquals(1, process.waitFor());
    }

    @Test
    void requestInFlightIsAnsweredBeforeTheEnd() throws Exception {
        Process process =
                start("--listen=127.0.0.1:0", "--drain-delay=0", "--data=" + manyTransfers(), "--tokens=" + tokens());
        assumeTrue(process.supportsNormalTermination(), "no signals on this system");
        int port = portOf(process);
        URI list = URI.create("http://127.0.0.1:" + port + "/v2/p/os-volume-transfer");
        HttpRequest request =
                HttpRequest.newBuilder(list).header("X-Auth-Token", "t").build();
        HttpResponse<InputStream> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());

        process.destroy();
        awaitRefusal(port);

        byte[] whole;
        try (InputStream body = answer.body()) {
            // Parsed afterwards, since the server waits only ten seconds for slow readers.
            whole = body.readAllBytes();
        }
        assertEquals(MANY, new ObjectMapper().readTree(whole).get("transfers").size());
        assertEquals(0, process.waitFor());
    }
}
