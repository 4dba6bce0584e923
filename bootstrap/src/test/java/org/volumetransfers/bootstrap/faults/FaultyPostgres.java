package org.volumetransfers.bootstrap.faults;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.volumetransfers.bootstrap.TestDatabase;

/** A PostgreSQL server that keeps its data and its port while it is shut down, crashed, suspended and started again. */
final class FaultyPostgres implements AutoCloseable {

    static final String PASSWORD = "s3cr3t";

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;
    private boolean running = true;

    FaultyPostgres(Path directory) throws IOException, SQLException {
        data = directory.resolve("data");
        port = TestDatabase.freePort();
        server = launch();
        execute("create role evs login password '" + PASSWORD + "'", "grant all on schema public to evs");
        // The role of the server requires its password, unlike the superuser of the tests.
        Files.writeString(data.resolve("pg_hba.conf"), """
                host all postgres all trust
                host all evs all scram-sha-256
                """);
        execute("select pg_reload_conf()");
    }

    private EmbeddedPostgres launch() throws IOException {
        return TestDatabase.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                // The library turns it off; a crash would then lose the latest commits.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "20")
                .start();
    }

    int port() {
        return port;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "");
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Shuts it down as an administrator does; nothing listens on its port afterwards. */
    void shutDown() throws Exception {
        ProcessHandle postmaster = postmaster();
        running = false;
        server.close();
        awaitEnd(postmaster);
    }

    /** Starts it, unless it runs. */
    void start() throws IOException {
        if (!running) {
            server = launch();
            running = true;
        }
    }

    /** Kills it, as a power failure does. */
    void crash() throws Exception {
        ProcessHandle postmaster = postmaster();
        running = false;
        signal("KILL");
        awaitEnd(postmaster);
        // Logs that the process does not exist any more, and releases the lock on the data.
        server.close();
    }

    /** Suspends it: until resumed, it neither responds nor closes connections. */
    void hang() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** Terminates all sessions of the server's role. */
    void endSessions() throws SQLException {
        execute("select pg_terminate_backend(pid, 10000) from pg_stat_activity where usename = 'evs'");
    }

    private void signal(String name) throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster();
        List<String> command = new ArrayList<>(List.of("kill", "-s", name, Long.toString(postmaster.pid())));
        postmaster.children().forEach(child -> command.add(Long.toString(child.pid())));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** Waits longer than the library, which gives up after some seconds. */
    private static void awaitEnd(ProcessHandle postmaster) throws Exception {
        postmaster.onExit().get(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
