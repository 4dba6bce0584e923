package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program of its own, for the launcher: serves one request from memory and one from a database that is not there, and
 * ends. A JVM that archives classes at its exit has then met those that a start needs.
 */
final class ArchiveTraining {

    /** The launcher waits for the end, and an archive is not worth more. */
    private static final long LONGEST_SECONDS = 60;

    private static final int REQUESTS = 20;
    private static final String REQUEST =
            "GET /v2/" + Demo.PROJECT + "/os-volume-transfer HTTP/1.1\r\nHost: localhost\r\n" + "X-Auth-Token: "
                    + Demo.TOKEN.value() + "\r\nConnection: close\r\n\r\n";

    private ArchiveTraining() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS)
                .execute(() -> Runtime.getRuntime().halt(1));
        serve("--listen", "127.0.0.1:0");
        // Port 1 is nobody's: the pool, the driver and the pages' way to 503 are met, and nothing is waited for.
        serve(
                "--listen",
                "127.0.0.1:0",
                "--storage",
                "postgres",
                "--jdbc-url",
                "jdbc:postgresql://127.0.0.1:1/nowhere",
                "--db-user",
                "nobody");
        LogSetup.close();
        System.exit(0);
    }

    private static void serve(String... options) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        OutOfMemoryGuard guard = OutOfMemoryGuard.start(nowhere, code -> {}, (thread, thrown) -> {});
        NameCache.shorten();
        Main main = new Main(InputStream.nullInputStream(), nowhere, nowhere, guard, server -> {
            try (server) {
                for (int i = 0; i < REQUESTS; i++) {
                    ask(server.address().getPort());
                }
            }
        });
        main.run(options, Map.of());
    }

    private static void ask(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
