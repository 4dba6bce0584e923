package org.volumetransfers.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds and runs programs of this machine. */
final class Programs {

    static final Path JAVA_BIN = Path.of(System.getProperty("java.home"), "bin");
    static final String JAVA = JAVA_BIN.resolve("java").toString();

    private static final Path DEBIAN_POSTGRES = Path.of("/usr/lib/postgresql");
    private static final List<Path> SEARCHED = List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"), Path.of("/bin"));

    private Programs() {}

    /** Finds a program. */
    static Optional<Path> find(String name) {
        return SEARCHED.stream()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Returns the directory of the newest complete PostgreSQL of this machine. */
    static Optional<Path> postgres() throws IOException {
        if (!Files.isDirectory(DEBIAN_POSTGRES)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN_POSTGRES)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .filter(bin -> Files.isExecutable(bin.resolve("pgbench"))
                            || find("pgbench").isPresent())
                    .max(Comparator.naturalOrder());
        }
    }

    /** Returns a free port of the loopback interface. */
    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Runs a program and returns its output; fails unless its exit code is 0. */
    static String run(List<String> command, int timeoutSeconds) throws IOException, InterruptedException {
        // A server started by the program inherits its output, so a pipe would never reach its end.
        Path outputFile = Files.createTempFile("bench", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(outputFile.toFile())
                    .start();
            boolean ended = process.waitFor(timeoutSeconds, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            String output = Files.readString(outputFile);
            if (!ended || process.exitValue() != 0) {
                throw new IOException(command + (ended ? " failed: " : " timed out: ") + output);
            }
            return output;
        } finally {
            Files.delete(outputFile);
        }
    }

    /** Returns a command that runs as an unprivileged user, since PostgreSQL refuses to run as root. */
    static List<String> unprivileged(List<String> command) {
        List<String> adapted = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            adapted.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        adapted.addAll(command);
        return adapted;
    }
}
