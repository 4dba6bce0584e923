package org.volumetransfers.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A temporary PostgreSQL server on a free port of the loopback interface, removed when closed. */
final class Postgres implements AutoCloseable {

    static final String USER = "postgres";

    /** Disables durability, since data is loaded once and then discarded. All other settings are defaults. */
    private static final String SETTINGS = " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
            + " -c shared_buffers=512MB -c max_connections=200"
            + " -c fsync=off -c wal_level=minimal -c max_wal_senders=0 -c max_wal_size=8GB";

    private static final int TIMEOUT_SECONDS = 600;

    private final Path bin;
    private final Path directory;
    private final int port;

    private Postgres(Path bin, Path directory, int port) {
        this.bin = bin;
        this.directory = directory;
        this.port = port;
    }

    /** Creates an empty database and starts its server. */
    static Postgres start(Path bin) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("bench-postgres");
        if (!Programs.unprivileged(List.of()).isEmpty()) {
            Programs.run(List.of("chown", USER, directory.toString()), 10);
        }
        Postgres postgres = new Postgres(bin, directory, Programs.freePort());
        postgres.server("initdb", "-D", postgres.data(), "-U", USER, "--auth=trust", "--no-sync");
        postgres.server(
                "pg_ctl",
                "-D",
                postgres.data(),
                "-w",
                "-l",
                directory.resolve("log").toString(),
                "-o",
                "-p " + postgres.port + SETTINGS,
                "start");
        return postgres;
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Returns the version, for instance {@code PostgreSQL 15.14}. */
    String version() throws IOException, InterruptedException {
        String output = Programs.run(List.of(bin.resolve("postgres").toString(), "--version"), 10);
        return output.strip().replace("postgres (PostgreSQL)", "PostgreSQL").replaceAll(" \\(.*", "");
    }

    /** Executes statements sequentially. */
    void sql(String... statements) throws IOException, InterruptedException {
        List<String> command = client("psql", "-v", "ON_ERROR_STOP=1", "-q");
        for (String statement : statements) {
            command.add("-c");
            command.add(statement);
        }
        Programs.run(command, TIMEOUT_SECONDS);
    }

    /** Returns the command of a client program connected to this server. */
    List<String> client(String program, String... arguments) {
        Path own = bin.resolve(program);
        String path = Files.isExecutable(own)
                ? own.toString()
                : Programs.find(program).orElse(own).toString();
        List<String> command = new ArrayList<>(
                List.of(path, "-h", "127.0.0.1", "-p", String.valueOf(port), "-U", USER, "-d", "postgres"));
        command.addAll(List.of(arguments));
        return command;
    }

    private void server(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(bin.resolve(program).toString()));
        command.addAll(List.of(arguments));
        Programs.run(Programs.unprivileged(command), TIMEOUT_SECONDS);
    }

    @Override
    public void close() {
        try {
            server("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
            Programs.run(Programs.unprivileged(List.of("rm", "-r", "--", data())), TIMEOUT_SECONDS);
            Programs.run(List.of("rm", "-r", "--", directory.toString()), TIMEOUT_SECONDS);
        } catch (IOException e) {
            System.out.println("PostgreSQL could not be removed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
