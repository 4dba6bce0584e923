package org.volumetransfers.bootstrap.acceptance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.jdbc.JdbcConfig;
import org.volumetransfers.adapter.jdbc.JdbcStorage;
import org.volumetransfers.adapter.jdbc.SchemaMode;
import org.volumetransfers.application.port.out.PendingTransfers;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.bootstrap.TestDatabase;
import org.volumetransfers.domain.VolumeTransfer;

/** Storage on PostgreSQL, in an embedded server that is started once per process. */
final class PostgresStorage implements Storage {

    private static final int CONNECTIONS = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** One server for the whole run; each new storage empties the table. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = TestDatabase.builder().start();
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

    private final JdbcStorage storage;
    private final Connection writer;

    PostgresStorage() {
        String url = Server.RUNNING.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
        JdbcConfig config = JdbcConfig.to(url, "postgres", "")
                .withPoolSize(CONNECTIONS)
                .withQueue(1000, TIMEOUT)
                .withTimeouts(TIMEOUT, TIMEOUT, TIMEOUT.multipliedBy(2));
        storage = JdbcStorage.open(config, SchemaMode.MIGRATE);
        try {
            writer = Server.RUNNING.getPostgresDatabase().getConnection();
            try (Statement statement = writer.createStatement()) {
                statement.execute("truncate volume_transfer");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public TransferPages pages() {
        return storage.pages();
    }

    @Override
    public PendingTransfers pending() {
        return storage.pending();
    }

    @Override
    public synchronized void add(Collection<VolumeTransfer> transfers) {
        if (transfers.size() > 1) {
            load(transfers);
            return;
        }
        for (VolumeTransfer transfer : transfers) {
            execute(
                    "insert into volume_transfer (project_id, id, volume_id, name, created_at)"
                            + " values (?, ?, ?, ?, ?::timestamptz)",
                    transfer.project().value(),
                    transfer.id().value(),
                    transfer.volume().value(),
                    String.valueOf(transfer.name()),
                    transfer.createdAt().toString());
        }
    }

    /** Inserts by one statement, since an import maintains the table each time. */
    private void load(Collection<VolumeTransfer> transfers) {
        try (PreparedStatement statement =
                writer.prepareStatement("insert into volume_transfer (project_id, id, volume_id, name, created_at)"
                        + " select * from unnest(?, ?, ?, ?, ?::timestamptz[])")) {
            statement.setArray(
                    1, texts(transfers, transfer -> transfer.project().value()));
            statement.setArray(2, texts(transfers, transfer -> transfer.id().value()));
            statement.setArray(3, texts(transfers, transfer -> transfer.volume().value()));
            statement.setArray(4, texts(transfers, VolumeTransfer::name));
            statement.setArray(
                    5, texts(transfers, transfer -> transfer.createdAt().toString()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Array texts(Collection<VolumeTransfer> transfers, Function<VolumeTransfer, @Nullable String> column)
            throws SQLException {
        return writer.createArrayOf("text", transfers.stream().map(column).toArray());
    }

    @Override
    public synchronized void remove(VolumeTransfer transfer) {
        execute(
                "update volume_transfer set status = 'accepted' where project_id = ? and id = ?",
                transfer.project().value(),
                transfer.id().value());
    }

    private void execute(String sql, String... parameters) {
        try (PreparedStatement statement = writer.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        storage.close();
        try {
            writer.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
