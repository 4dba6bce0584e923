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

/** A PostgreSQL that always has the same data and the same port, and can be ended, started, stopped and killed. */
final class HarmedPostgres implements AutoCloseable {

    static final String PASSWORD = "s3cr3t";

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    HarmedPostgres(Path directory) throws IOException, SQLException {
        data = directory.resolve("data");
        port = TestDatabase.freePort();
        server = launch();
        execute("create role evs login password '" + PASSWORD + "'", "grant all on schema public to evs");
        // The role of the server needs its password; the superuser of these tests never does.
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
                // The library turns it off, and a crash would take along what was committed just before.
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

    /** Ends it as an administrator does; nothing listens then. */
    void shutDown() throws Exception {
        ProcessHandle postmaster = postmaster();
        server.close();
        awaitEnd(postmaster);
    }

    void start() throws IOException {
        server = launch();
    }

    /** Ends it as a power failure does. */
    void crash() throws Exception {
        ProcessHandle postmaster = postmaster();
        signal("KILL");
        awaitEnd(postmaster);
        // Says that it could not stop what is dead already, and gives back the lock on the data.
        server.close();
    }

    /** From now on it neither answers nor closes anything. */
    void hang() throws IOException, InterruptedException {
        signal("STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** Ends all sessions of the server's role. */
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

    /** The library waits for some seconds only. */
    private static void awaitEnd(ProcessHandle postmaster) throws Exception {
        postmaster.onExit().get(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
