package org.volumetransfers.adapter.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.VolumeTransfer;

/** The embedded PostgreSQL, and databases on it or on another server. */
final class Databases {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Databases() {}

    /** Started on first use, stopped with this JVM. */
    private static final class Embedded {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server =
                        builder().setServerConfig("autovacuum", "off").start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void close(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns an embedded server to be started, with the time that a busy machine needs for it. */
    static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setPort(Programs.freePort())
                .setServerConfig("fsync", "off")
                .setPGStartupWait(Duration.ofMinutes(1));
    }

    /** Returns the default database of the superuser of an embedded server. */
    static JdbcConfig of(EmbeddedPostgres server) {
        return patient(
                JdbcConfig.to(server.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", ""), "postgres", ""));
    }

    /** Sets time-outs that suffice on a busy machine. */
    static JdbcConfig patient(JdbcConfig config) {
        Duration timeout = Duration.ofSeconds(30);
        return config.withTimeouts(timeout, timeout, timeout.multipliedBy(2));
    }

    /** Creates an empty database on the embedded server. */
    static JdbcConfig fresh() {
        return freshOn(of(Embedded.SERVER));
    }

    /** Creates an empty database on the server of another one. */
    static JdbcConfig freshOn(JdbcConfig server) {
        String name = "test" + NUMBER.incrementAndGet();
        run(server, "create database " + name);
        String url = server.url().replaceAll("/[^/]*$", "/" + name);
        return patient(JdbcConfig.to(url, server.user(), server.password())).withPoolSize(4);
    }

    /** Opens storage on a port that nothing listens on, with short time-outs. */
    static JdbcStorage unreachable() {
        Duration second = Duration.ofSeconds(1);
        return JdbcStorage.open(
                JdbcConfig.to("jdbc:postgresql://127.0.0.1:1/none", "none", "")
                        .withTimeouts(second, second, second.multipliedBy(2)),
                SchemaMode.NONE);
    }

    /** Runs statements. */
    static void run(JdbcConfig config, String... statements) {
        try (Connection connection = connect(config);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the only value of the result of a query, as text. */
    static String value(JdbcConfig config, String query) {
        try (Connection connection = connect(config);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Connection connect(JdbcConfig config) throws SQLException {
        return DriverManager.getConnection(config.url(), config.user(), config.password());
    }

    /** Replaces all rows by pending transfers. */
    static void seedPending(JdbcConfig config, Collection<VolumeTransfer> transfers) {
        seed(config, transfers.stream().map(StoredTransfer::pending).toList());
    }

    /** Replaces all rows, by plain SQL as another program would write them. */
    static void seed(JdbcConfig config, Collection<StoredTransfer> rows) {
        // One statement for all rows, since with shards each statement prepares inserts on them.
        String insert = "insert into volume_transfer (project_id, id, volume_id, name, created_at, status)"
                + " select * from unnest(?, ?, ?, ?, ?::timestamptz[], ?)";
        try (Connection connection = connect(config);
                Statement statement = connection.createStatement();
                var prepared = connection.prepareStatement(insert)) {
            connection.setAutoCommit(false);
            statement.execute("delete from volume_transfer");
            List<Function<StoredTransfer, @Nullable String>> columns = List.of(
                    row -> row.transfer().project().value(),
                    row -> row.transfer().id().value(),
                    row -> row.transfer().volume().value(),
                    row -> row.transfer().name(),
                    row -> row.transfer().createdAt().toString(),
                    row -> row.status().name().toLowerCase(Locale.ROOT));
            for (int i = 0; i < columns.size(); i++) {
                @Nullable Object[] texts = rows.stream().map(columns.get(i)).toArray();
                prepared.setArray(i + 1, connection.createArrayOf("text", texts));
            }
            prepared.execute();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
