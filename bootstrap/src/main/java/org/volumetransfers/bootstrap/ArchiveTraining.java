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
import org.volumetransfers.bootstrap.logging.LogSetup;

/**
 * A program for the launcher: answers requests from memory and from an unreachable database, and exits. A JVM that archives
 * classes at exit has then loaded those that a start needs.
 */
final class ArchiveTraining {

    /** The launcher waits for the exit. */
    private static final long MAX_SECONDS = 60;

    private static final int REQUESTS = 20;
    private static final String REQUEST =
            "GET /v2/" + Demo.PROJECT + "/os-volume-transfer HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: "
                    + Demo.TOKEN.value() + "\r\nConnection: close\r\n\r\n";

    private ArchiveTraining() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        CompletableFuture.delayedExecutor(MAX_SECONDS, TimeUnit.SECONDS)
                .execute(() -> Runtime.getRuntime().halt(1));
        serve("--listen", "127.0.0.1:0");
        // Nothing listens on port 1: loads the pool, the driver and the error handling, without waiting.
        String database = "--jdbc-url=jdbc:postgresql://127.0.0.1:1/none";
        serve("--listen=127.0.0.1:0", "--storage=postgres", database, "--db-user=none");
        LogSetup.close();
        System.exit(0);
    }

    private static void serve(String... options) {
        PrintStream discarded = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        OutOfMemoryGuard guard = OutOfMemoryGuard.start(discarded, code -> {}, (thread, thrown) -> {});
        Main.shortenNameCache();
        Program program = new Program(InputStream.nullInputStream(), discarded, discarded, guard, server -> {
            try (server) {
                for (int i = 0; i < REQUESTS; i++) {
                    send(server.address().getPort());
                }
            }
        });
        program.run(options, Map.of());
    }

    private static void send(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
