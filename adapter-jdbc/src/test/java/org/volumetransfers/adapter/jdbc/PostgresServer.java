package org.volumetransfers.adapter.jdbc;

import java.nio.file.Path;
import java.util.List;

/** A PostgreSQL server installed on this machine, which can have a replica, and be stopped and restarted. */
final class PostgresServer implements AutoCloseable {

    private static final String USER = "postgres";
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=off",
            "wal_level=replica",
            "wal_keep_size=64MB",
            // A restarted replica catches up at once.
            "wal_retrieve_retry_interval=100ms");

    private final Path bin;
    private final Path directory = Programs.directory();
    private final int port = Programs.freePort();
    private boolean running;

    private PostgresServer(Path bin) {
        this.bin = bin;
    }

    /** Starts an empty server. */
    static PostgresServer start(Path bin) {
        PostgresServer server = new PostgresServer(bin);
        server.program("initdb", "-D", server.data(), "-U", USER, "--auth=trust", "--no-sync");
        server.start();
        return server;
    }

    /** Starts a server that follows this one. */
    PostgresServer replica() {
        PostgresServer replica = new PostgresServer(bin);
        String primary = "host=127.0.0.1 port=" + port + " user=" + USER + " application_name=replica";
        replica.program(
                "pg_basebackup",
                "-D",
                replica.data(),
                "-d",
                primary,
                "--write-recovery-conf",
                "--checkpoint=fast",
                "--no-sync");
        replica.start();
        return replica;
    }

    /** Returns the address as used in a URL, also of several hosts. */
    String host() {
        return "127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** Returns this server alone. */
    JdbcConfig config() {
        return Databases.patient(JdbcConfig.to("jdbc:postgresql://" + host() + "/postgres", USER, ""));
    }

    /** Starts the server with its previous data. */
    void start() {
        StringBuilder options = new StringBuilder("-p " + port);
        SETTINGS.forEach(setting -> options.append(" -c ").append(setting));
        program("pg_ctl", "-D", data(), "-w", "-l", directory + "/log", "-o", options.toString(), "start");
        running = true;
    }

    /** Stops the server immediately, as in a crash. */
    void crash() {
        program("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
        running = false;
    }

    /** Promotes a replica to a primary. */
    void promote() {
        program("pg_ctl", "-D", data(), "-w", "promote");
    }

    private String data() {
        return directory + "/data";
    }

    private void program(String name, String... arguments) {
        List<String> command = Programs.unprivileged(bin.resolve(name).toString());
        command.addAll(List.of(arguments));
        Programs.run(command);
    }

    @Override
    public void close() {
        if (running) {
            crash();
        }
        Programs.delete(directory);
    }
}
