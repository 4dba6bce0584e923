package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.InvalidValueException;
import org.volumetransfers.testkit.SampleTransfers;
import org.volumetransfers.testkit.TransferLookupContract;

/** The contract of the lookup port on the embedded PostgreSQL. */
class JdbcTransferLookupIT extends TransferLookupContract {

    private static final ProjectId P = new ProjectId("p");
    private static final VolumeTransfer ROW = SampleTransfers.plain(P, 0);

    private static JdbcConfig database;
    private static JdbcStorage storage;
    private static JdbcStorage unreachable;

    @BeforeAll
    static void open() {
        database = Databases.fresh();
        storage = JdbcStorage.open(database, SchemaMode.MIGRATE);
        unreachable = Databases.unreachable();
    }

    @AfterAll
    static void close() {
        unreachable.close();
        storage.close();
    }

    @Override
    protected TransferLookup holding(Collection<StoredTransfer> rows) {
        Databases.seed(database, rows);
        return storage.lookup();
    }

    @Override
    protected TransferQuery query() {
        return storage.transfers();
    }

    @Override
    protected TransferLookup unreachable() {
        return unreachable.lookup();
    }

    @Test
    void positionIsForgottenWithTheRow() {
        TransferLookup lookup = holding(List.of(StoredTransfer.accepted(ROW)));
        assertEquals(Optional.of(ROW.position()), lookup.position(P, ROW.id()));

        Databases.run(database, "delete from volume_transfer");

        assertEquals(Optional.empty(), lookup.position(P, ROW.id()));
    }

    @Test
    void invalidRowIsReportedAsUnavailableStorage() {
        JdbcConfig other = Databases.fresh();
        try (JdbcStorage opened = JdbcStorage.open(other, SchemaMode.MIGRATE)) {
            Databases.seedPending(other, List.of(ROW));
            Databases.run(
                    other,
                    "alter table volume_transfer drop constraint volume_transfer_ids",
                    "update volume_transfer set volume_id = ''");

            BackendUnavailableException failure = assertThrows(
                    BackendUnavailableException.class, () -> opened.lookup().find(P, ROW.id()));

            assertInstanceOf(InvalidValueException.class, failure.getCause());
        }
    }

    @Test
    void statementTimeoutIsKept() throws SQLException {
        Duration connection = Duration.ofSeconds(30);
        JdbcConfig limited = database.withTimeouts(connection, Duration.ofMillis(300), connection);
        try (JdbcStorage opened = JdbcStorage.open(limited, SchemaMode.CHECK);
                Connection locking = Databases.connect(database);
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("lock table volume_transfer in access exclusive mode");

            BackendUnavailableException failure = assertThrows(
                    BackendUnavailableException.class, () -> opened.lookup().position(P, ROW.id()));

            SQLException cause = assertInstanceOf(SQLException.class, failure.getCause());
            assertEquals("57014", cause.getSQLState());
        }
    }
}
