package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.InvalidValueException;
import org.volumetransfers.testkit.SampleTransfers;

/** Lookups in a real PostgreSQL. */
class JdbcTransferLookupIT {

    private static final ProjectId P = new ProjectId("p");
    private static final ProjectId Q = new ProjectId("q");
    private static final VolumeTransfer PENDING = SampleTransfers.plain(P, 0);
    private static final VolumeTransfer ACCEPTED = SampleTransfers.plain(P, 1);
    private static final VolumeTransfer DELETED = SampleTransfers.plain(P, 2);
    private static final VolumeTransfer ELSEWHERE = SampleTransfers.plain(Q, 3);

    private final JdbcConfig database = Databases.fresh();
    private JdbcStorage storage;
    private TransferLookup lookup;

    @BeforeEach
    void open() {
        Duration patience = Duration.ofSeconds(30);
        storage =
                JdbcStorage.open(database.withTimeouts(patience, Duration.ofMillis(300), patience), SchemaMode.MIGRATE);
        lookup = storage.lookup();
        Databases.seed(
                database,
                "volume_transfer",
                List.of(
                        StoredTransfer.pending(PENDING),
                        StoredTransfer.accepted(ACCEPTED),
                        StoredTransfer.deleted(DELETED),
                        StoredTransfer.pending(ELSEWHERE)));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void onlyPendingTransfersOfTheProjectAreFound() {
        assertEquals(Optional.of(PENDING), lookup.find(P, PENDING.id()));
        assertEquals(Optional.empty(), lookup.find(P, ACCEPTED.id()));
        assertEquals(Optional.empty(), lookup.find(P, DELETED.id()));
        assertEquals(Optional.empty(), lookup.find(P, ELSEWHERE.id()));
    }

    @Test
    void positionIsKnownForAsLongAsTheRowExists() {
        assertEquals(Optional.of(PENDING.position()), lookup.position(P, PENDING.id()));
        assertEquals(Optional.of(ACCEPTED.position()), lookup.position(P, ACCEPTED.id()));
        assertEquals(Optional.of(DELETED.position()), lookup.position(P, DELETED.id()));
        assertEquals(Optional.empty(), lookup.position(P, ELSEWHERE.id()));

        Databases.run(database, "delete from volume_transfer");

        assertEquals(Optional.empty(), lookup.position(P, ACCEPTED.id()));
    }

    @Test
    void invalidRowIsReportedAsUnavailableStorage() {
        Databases.run(
                database,
                "alter table volume_transfer drop constraint volume_transfer_ids",
                "update volume_transfer set volume_id = ''");

        BackendUnavailableException failure =
                assertThrows(BackendUnavailableException.class, () -> lookup.find(P, PENDING.id()));

        assertInstanceOf(InvalidValueException.class, failure.getCause());
    }

    @Test
    void statementTimeoutIsKept() throws SQLException {
        try (Connection locking = Databases.connect(database);
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("lock table volume_transfer in access exclusive mode");

            BackendUnavailableException failure =
                    assertThrows(BackendUnavailableException.class, () -> lookup.position(P, PENDING.id()));

            assertEquals(
                    "57014",
                    assertInstanceOf(SQLException.class, failure.getCause()).getSQLState());
        }
    }
}
