package org.volumetransfers.adapter.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A PgBouncer in transaction mode in front of one database, which can be killed and restarted. */
final class PgBouncer implements AutoCloseable {

    private final Path program;
    private final Path directory = Programs.directory();
    private final int port = Programs.freePort();
    private final JdbcConfig server;
    private boolean running;

    /** Writes the configuration, without starting it. */
    PgBouncer(Path program, JdbcConfig server, int poolSize) {
        this.program = program;
        this.server = server;
        String address = server.address().replaceFirst(".*//", "");
        String[] parts = address.split("[:/]", 3);
        String settings = """
                [databases]
                * = host=127.0.0.1 port=%s dbname=%s user=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = %d
                server_login_retry = 1
                logfile = %s/log
                pidfile = %s/pid
                """.formatted(parts[1], parts[2], server.user(), port, poolSize, directory, directory);
        try {
            Files.writeString(directory.resolve("ini"), settings, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the 18 of "PgBouncer 1.18.0". */
    static int minorVersion(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(version.replaceFirst("(?s)PgBouncer 1\\.(\\d+)\\..*", "$1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits until it listens, which is after it has forked. */
    void start() {
        Programs.run(Programs.unprivileged(program.toString(), "-d", directory + "/ini"));
        running = true;
        Eventually.becomes(true, this::isListening);
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (SocketException e) {
            // The connection is reset instead of refused while the program is being killed.
            return !(e instanceof ConnectException);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the database through this pooler, without statements prepared on the server. */
    JdbcConfig config() {
        return config("?prepareThreshold=0");
    }

    JdbcConfig config(String parameters) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/any" + parameters;
        return Databases.patient(JdbcConfig.to(url, server.user(), ""));
    }

    /** Kills it, and with it all connections. */
    void crash() {
        try {
            Path file = directory.resolve("pid");
            String pid = Files.readString(file).strip();
            Programs.run(List.of("kill", "-s", "KILL", pid));
            Eventually.becomes(false, this::isListening);
            Files.delete(file);
            running = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (running) {
            crash();
        }
        Programs.delete(directory);
    }
}
