package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Repetition;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Summary;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.InvalidValueException;
import org.volumetransfers.testkit.SampleTransfers;

/** Imports by COPY into a real PostgreSQL. */
class JdbcTransferImportIT {

    private static final ProjectId P = new ProjectId("p");
    private static final int ALL = 10_000;

    private final JdbcConfig database = Databases.fresh();
    private JdbcStorage storage;

    @BeforeEach
    void open() {
        storage = JdbcStorage.open(database, SchemaMode.MIGRATE);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private static void put(JdbcTransferImport running, List<VolumeTransfer> transfers) {
        IntStream.range(0, transfers.size())
                .forEach(i -> running.put(StoredTransfer.pending(transfers.get(i)), i + 1, 7));
    }

    private Summary load(List<VolumeTransfer> transfers) {
        try (JdbcTransferImport running = storage.startImport()) {
            put(running, transfers);
            return running.commit();
        }
    }

    private List<VolumeTransfer> listed(ProjectId project) {
        return storage.transfers().page(PageQuery.atOffset(project, 0, ALL)).transfers();
    }

    @Test
    void nastyTransfersAreStoredUnchanged() {
        List<VolumeTransfer> nasty = SampleTransfers.nasty(P);

        assertEquals(new Summary(nasty.size(), 0, 0), load(nasty));

        assertEquals(nasty, listed(P));
        assertEquals(new Summary(0, 0, nasty.size()), load(nasty));
    }

    @Test
    void importOverwritesTheTableAndCountsChanges() {
        List<VolumeTransfer> before = SampleTransfers.plainRows(P, 3);
        load(before);
        VolumeTransfer renamed = new VolumeTransfer(
                P,
                before.get(1).id(),
                null,
                before.get(1).volume(),
                before.get(1).createdAt());
        VolumeTransfer added = SampleTransfers.plain(P, 3);

        assertEquals(new Summary(1, 1, 1), load(List.of(before.get(0), renamed, added)));

        assertEquals(List.of(before.get(0), renamed, before.get(2), added), listed(P));
    }

    @Test
    void statusIsPartOfTheContent() {
        VolumeTransfer transfer = SampleTransfers.plain(P, 0);
        load(List.of(transfer));

        try (JdbcTransferImport running = storage.startImport()) {
            running.put(StoredTransfer.accepted(transfer), 1, 1);
            assertEquals(new Summary(0, 1, 0), running.commit());
        }

        assertEquals(List.of(), listed(P));
    }

    @Test
    void importWithoutCommitChangesNothing() {
        try (JdbcTransferImport running = storage.startImport()) {
            put(running, SampleTransfers.plainRows(P, 5_000));
            assertEquals(List.of(), running.repetitions(1));
        }

        assertEquals(List.of(), listed(P));
        assertEquals(new Summary(5_000, 0, 0), load(SampleTransfers.plainRows(P, 5_000)));
    }

    @Test
    void repetitionsAreFoundWithTheirPositions() {
        ProjectId q = new ProjectId("q");
        VolumeTransfer first = SampleTransfers.plain(P, 0);
        VolumeTransfer second = SampleTransfers.plain(P, 1);
        try (JdbcTransferImport running = storage.startImport()) {
            put(running, List.of(first, second, SampleTransfers.plain(q, 0), second, first, first));

            assertEquals(
                    List.of(
                            new Repetition(second.id(), 4, 7),
                            new Repetition(first.id(), 5, 7),
                            new Repetition(first.id(), 6, 7)),
                    running.repetitions(20));
            assertEquals(2, running.repetitions(2).size());
            assertEquals(
                    "import must contain each transfer once; repetitions() finds the others",
                    assertThrows(InvalidValueException.class, running::commit).getMessage());
            assertRejected("the import cannot be committed: commit() was called", running::commit);
        }

        assertEquals(List.of(), listed(P));
    }

    private static void assertRejected(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalStateException.class, call).getMessage());
    }

    @Test
    void nothingCanBePutInAfterRepetitions() {
        VolumeTransfer late = SampleTransfers.plain(P, 1);
        try (JdbcTransferImport running = storage.startImport()) {
            put(running, SampleTransfers.plainRows(P, 1));
            assertEquals(List.of(), running.repetitions(1));

            assertRejected(
                    "no transfer can be put into the import: repetitions() was called",
                    () -> running.put(StoredTransfer.pending(late), 2, 7));

            assertEquals(List.of(), running.repetitions(1));
            assertEquals(new Summary(1, 0, 0), running.commit());
        }
        assertEquals(SampleTransfers.plainRows(P, 1), listed(P));
    }

    @Test
    void commitIsTheLastCall() {
        VolumeTransfer late = SampleTransfers.plain(P, 1);
        try (JdbcTransferImport running = storage.startImport()) {
            put(running, SampleTransfers.plainRows(P, 1));
            assertEquals(new Summary(1, 0, 0), running.commit());

            assertRejected(
                    "no transfer can be put into the import: commit() was called",
                    () -> running.put(StoredTransfer.pending(late), 2, 7));
            assertRejected(
                    "repetitions cannot be found in the import: commit() was called", () -> running.repetitions(1));
            assertRejected("the import cannot be committed: commit() was called", running::commit);
        }
        assertEquals(SampleTransfers.plainRows(P, 1), listed(P));
    }

    @Test
    void closedImportAcceptsOnlyClose() {
        JdbcTransferImport running = storage.startImport();
        running.close();

        running.close();
        assertRejected(
                "no transfer can be put into the import: it is closed",
                () -> running.put(StoredTransfer.pending(SampleTransfers.plain(P, 1)), 2, 7));
        assertRejected("repetitions cannot be found in the import: it is closed", () -> running.repetitions(1));
        assertRejected("the import cannot be committed: it is closed", running::commit);
    }

    @Test
    void transferThatTheTableRefusesIsAnInvalidValue() {
        Databases.run(
                database,
                "alter table volume_transfer drop constraint volume_transfer_size,"
                        + " add constraint volume_transfer_size check (octet_length(id) + octet_length(volume_id) <= 5)");
        try (JdbcTransferImport running = storage.startImport()) {
            put(running, SampleTransfers.plainRows(P, 1));

            assertEquals(
                    "transfer must fit the table, which refuses it: new row for relation \"volume_transfer\" violates"
                            + " check constraint \"volume_transfer_size\"",
                    assertThrows(InvalidValueException.class, running::commit).getMessage());
        }
    }

    @Test
    void missingTableIsAWrongSchemaForAnImportAndUnavailableForAQuery() {
        Databases.run(database, "alter table volume_transfer rename to elsewhere");
        try (JdbcStorage none = JdbcStorage.open(database, SchemaMode.NONE)) {
            WrongSchemaException e = assertThrows(WrongSchemaException.class, none::startImport);

            assertEquals(
                    "import could not be started: relation \"volume_transfer\" does not exist; migrate the schema, or create"
                            + " the table and grant the role its use",
                    e.getMessage());
            // The database may be in the middle of a restore.
            PageQuery query = PageQuery.atOffset(P, 0, 1);
            assertThrows(
                    BackendUnavailableException.class, () -> none.transfers().page(query));
        }
    }

    @Test
    void importDoesNotUseThePool() {
        try (JdbcStorage small = JdbcStorage.open(database.withPoolSize(1), SchemaMode.CHECK);
                JdbcTransferImport running = small.startImport()) {
            put(running, SampleTransfers.plainRows(P, 1));

            small.check();

            assertEquals(new Summary(1, 0, 0), running.commit());
        }
    }

    @Test
    void failureOfTheDatabaseChangesNothing() {
        try (JdbcTransferImport running = storage.startImport()) {
            put(running, SampleTransfers.plainRows(P, 1));
            Databases.run(
                    database,
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and query like 'copy%' and pid <> pg_backend_pid()");

            BackendUnavailableException e = assertThrows(BackendUnavailableException.class, running::commit);

            assertTrue(String.valueOf(e.getMessage()).contains("nothing was changed"), e::toString);
        }
        assertEquals(List.of(), listed(P));
    }
}
