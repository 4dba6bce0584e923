package org.volumetransfers.adapter.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs on this machine that refuse to run as root, and are run as {@code postgres} then. */
final class Programs {

    private static final Path POSTGRES = Path.of("/usr/lib/postgresql");
    private static final Path PGBOUNCER = Path.of("/usr/sbin/pgbouncer");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final long TIMEOUT_SECONDS = 60;

    private Programs() {}

    /** Returns the directory of a complete PostgreSQL; the embedded one has no {@code pg_basebackup}. */
    static Optional<Path> postgres() {
        if (!Files.isDirectory(POSTGRES)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(POSTGRES)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("pg_basebackup")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<Path> pgBouncer() {
        return Optional.of(PGBOUNCER).filter(Files::isExecutable);
    }

    /** Creates a directory that the programs may write to. */
    static Path directory() {
        try {
            Path directory = Files.createTempDirectory("volume-transfers");
            if (ROOT) {
                run(List.of("chown", "postgres", directory.toString()));
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a free port outside of the ephemeral range, from which the system could assign it meanwhile. */
    static int freePort() {
        return ThreadLocalRandom.current()
                .ints(100, 20_000, 32_000)
                .filter(Programs::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the command that runs a program without privileges. */
    static List<String> unprivileged(String... command) {
        List<String> whole = new ArrayList<>();
        if (ROOT) {
            whole.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        whole.addAll(List.of(command));
        return whole;
    }

    /** Runs a command, which must succeed. */
    static void run(List<String> command) {
        try {
            // A server started by the command keeps its output open, so reading it would not end.
            Path log = Files.createTempFile("volume-transfers", ".log");
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            String output = Files.readString(log, StandardCharsets.UTF_8);
            Files.delete(log);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(command + (ended ? " failed: " : " does not end: ") + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command + " was interrupted", e);
        }
    }

    /** Deletes a directory that a program has written to. */
    static void delete(Path directory) {
        run(unprivileged("rm", "-r", "--", directory.toString()));
    }
}
