package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.bootstrap.files.FileTexts;
import org.volumetransfers.bootstrap.logging.LogSetup;
import org.volumetransfers.bootstrap.logging.TestLogging;
import org.volumetransfers.bootstrap.settings.Setting;

class ProgramTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<TransferServer> started = new ArrayList<>();

    @AfterEach
    void closeServers() {
        started.forEach(TransferServer::close);
        TestLogging.restore();
    }

    private int run(String... args) {
        return run(Map.of(), args);
    }

    private int run(Map<String, String> environment, String... args) {
        Program program = new Program(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                thrown -> {},
                started::add);
        return program.run(args, environment);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private List<String> errLines() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @EnumSource
    void helpExplainsEachSettingWithVariableAndDefault(Setting setting) {
        assertEquals(Program.SUCCESS, run("--help"));

        String text = out().replaceAll("\\s+", " ");
        assertTrue(
                text.contains(" " + setting.option() + (setting.isFlag() ? " " : "=" + setting.placeholder() + " ")),
                text);
        assertTrue(text.contains(setting.meaning()), text);
        assertTrue(text.contains("Default: " + setting.defaultText() + " Variable: " + setting.variable() + " "), text);
        assertEquals(List.of(), errLines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void versionIsOneLine(String option) {
        assertEquals(Program.SUCCESS, run(option));

        assertEquals("volume-transfers " + BuildInfo.read().version(), out().strip());
    }

    @Test
    void helpIgnoresErrors() {
        assertEquals(Program.SUCCESS, run("--max-limit=0", "-h", "--colour"));

        assertEquals(List.of(), errLines());
    }

    @Test
    void eachErrorIsALineOnStandardError() {
        int exitCode = run(Map.of("VOLUME_TRANSFERS_LOG_LEVEL", "loud"), "--max-limit=0", "--colour");

        assertEquals(Program.INVALID_SETTINGS, exitCode);
        assertEquals(
                List.of(
                        "--colour: unknown option",
                        "--max-limit: must be a whole number, 1 to 2147483647",
                        "VOLUME_TRANSFERS_LOG_LEVEL: must be trace, debug, info, warn, error or off"),
                errLines());
        assertEquals("", out());
        assertEquals(List.of(), started);
    }

    @Test
    void usedPortIsOneClearLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listen = "127.0.0.1:" + taken.getLocalPort();

            assertEquals(Program.FAILURE, run("--listen", listen));

            assertEquals(
                    List.of("volume-transfers: cannot listen on " + listen + ": Address already in use"), errLines());
            assertEquals("", out());
        }
    }

    @Test
    void startPrintsVersionAddressStorageAndACommand() {
        assertEquals(Program.RUNNING, run("--listen=localhost:0", "--public-url=https://evs.example/"));

        int port = started.get(0).address().getPort();
        assertEquals(
                List.of(
                        "volume-transfers " + BuildInfo.read().version(),
                        "listening on localhost:" + port + ", links begin with https://evs.example",
                        "storage: memory, 2 transfers",
                        "identity: 1 fixed token",
                        "demo token, accepted only on this machine:",
                        "curl -H 'X-Auth-Token: demo-token' http://localhost:" + port
                                + "/v2/firstproject/os-volume-transfer"),
                out().lines().toList());
        assertEquals(List.of(), errLines());
    }

    @Test
    void guardKnowsTheThreadsThatTheServerNeeds() {
        assertEquals(Program.RUNNING, run("--listen=127.0.0.1:0"));

        List<String> known = Thread.getAllStackTraces().keySet().stream()
                .filter(OutOfMemoryGuard::isIndispensable)
                .map(Thread::getName)
                .toList();
        assertTrue(known.containsAll(List.of("volume-transfers I/O-1", "volume-transfers Accept")), known.toString());
    }

    @Test
    void readableSecretFileIsLoggedAsAWarning(@TempDir Path directory) throws Exception {
        Path tokens = Files.writeString(directory.resolve("tokens.json"), FileTexts.GOOD_TOKENS);
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-r--r--"));

        assertEquals(Program.RUNNING, run("--listen=127.0.0.1:0", "--tokens=" + tokens));

        LogSetup.close();
        assertEquals(1, errLines().size(), errLines().toString());
        assertTrue(errLines().get(0).contains("WARN "), errLines().get(0));
        assertTrue(
                errLines().get(0).contains("--tokens: " + tokens + " holds secrets"),
                errLines().get(0));
    }

    @Test
    void configuredTokensAreNotPrinted(@TempDir Path directory) throws Exception {
        Path tokens = Files.writeString(
                directory.resolve("tokens.json"), FileTexts.GOOD_TOKENS.replace("\"t\"", "\"s3cr3t\""));

        assertEquals(Program.RUNNING, run("--listen=127.0.0.1:0", "--tokens=" + tokens, "--log-level=trace"));

        LogSetup.close();
        assertEquals(4, out().lines().count(), out());
        assertTrue(!out().contains("s3cr3t") && !errLines().toString().contains("s3cr3t"));
    }
}
