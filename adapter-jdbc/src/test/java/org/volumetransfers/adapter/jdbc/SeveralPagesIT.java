package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.InvalidValueException;
import org.volumetransfers.testkit.SampleTransfers;

/** What pages that are read by one statement share, and what they do not. */
class SeveralPagesIT {

    private static final List<ProjectId> PROJECTS =
            Stream.of("p1", "p2", "p3", "p4").map(ProjectId::new).toList();
    private static final int ROUNDS = 100;

    private final JdbcConfig database = Databases.fresh()
            .withPoolSize(1)
            .withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofSeconds(10));

    private final JdbcConfig elsewhere = Databases.fresh();

    @BeforeEach
    void seed() {
        JdbcStorage.open(database, SchemaMode.MIGRATE).close();
        List<StoredTransfer> rows = new ArrayList<>();
        for (ProjectId project : PROJECTS) {
            SampleTransfers.plainRows(project, 30).stream()
                    .map(StoredTransfer::pending)
                    .forEach(rows::add);
        }
        Databases.seed(database, "volume_transfer", rows);
    }

    @Test
    void theyAreOneTransaction() {
        long before = transactions();
        try (JdbcStorage storage = JdbcStorage.open(database, SchemaMode.CHECK)) {
            readRounds(storage.transfers());
        }
        long few = transactionsSince(before);
        assertTrue(few < 2 * ROUNDS, () -> few + " transactions for " + ROUNDS + " times four pages");
    }

    @Test
    void pagesOfSomebodyElsesTableStayByThemselves() {
        long before = transactions();
        try (JdbcStorage storage = JdbcStorage.open(database, SchemaMode.NONE)) {
            readRounds(storage.transfers());
        }
        long many = transactionsSince(before);
        assertTrue(many >= 4 * ROUNDS, () -> many + " transactions for " + ROUNDS + " times four pages");
    }

    @Test
    void aStoredRowThatIsNoTransferIsNobodyElsesTrouble() {
        Databases.run(
                database,
                "alter table volume_transfer drop constraint volume_transfer_ids",
                "update volume_transfer set volume_id = '' where project_id = 'p2'");
        try (JdbcStorage storage = JdbcStorage.open(database, SchemaMode.CHECK)) {
            List<Supplier<TransferPage>> pages = storage.transfers().pages(firstPages());
            for (int i : new int[] {0, 2, 3}) {
                assertEquals(rows(PROJECTS.get(i)), pages.get(i).get().transfers());
            }
            BackendUnavailableException failure = assertThrows(
                    BackendUnavailableException.class, () -> pages.get(1).get());
            assertInstanceOf(InvalidValueException.class, failure.getCause());
        }
    }

    @Test
    void allAreReadAgainWhenTheConnectionTurnsOutToBeDead() {
        try (JdbcStorage storage = JdbcStorage.open(database, SchemaMode.CHECK)) {
            assertFirstPages(storage.transfers());
            Databases.run(
                    database,
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and application_name = 'volume-transfers'");
            assertFirstPages(storage.transfers());
        }
    }

    @Test
    void allFailWhenTheStatementMayRunNoLonger() throws SQLException {
        try (JdbcStorage storage = JdbcStorage.open(database, SchemaMode.CHECK)) {
            try (Connection locking = Databases.connect(database);
                    Statement statement = locking.createStatement()) {
                locking.setAutoCommit(false);
                statement.execute("lock table volume_transfer in access exclusive mode");
                TransferQuery transfers = storage.transfers();
                assertThrows(BackendUnavailableException.class, () -> transfers.pages(firstPages()));
            }
            assertFirstPages(storage.transfers());
        }
    }

    private static void readRounds(TransferQuery transfers) {
        for (int i = 0; i < ROUNDS; i++) {
            assertFirstPages(transfers);
        }
    }

    private static void assertFirstPages(TransferQuery transfers) {
        List<Supplier<TransferPage>> pages = transfers.pages(firstPages());
        for (int i = 0; i < PROJECTS.size(); i++) {
            assertEquals(
                    new TransferPage(rows(PROJECTS.get(i)), true), pages.get(i).get());
        }
    }

    private static List<PageQuery> firstPages() {
        return PROJECTS.stream()
                .map(project -> PageQuery.atOffset(project, 0, 20))
                .toList();
    }

    private static List<VolumeTransfer> rows(ProjectId project) {
        return SampleTransfers.plainRows(project, 20);
    }

    /** Those of sessions that have ended: each tells what it did then, at the latest. Asking is no transaction here. */
    private long transactions() {
        String name = "'" + Databases.value(database, "select current_database()") + "'";
        Eventually.becomes(
                "0", () -> Databases.value(elsewhere, "select count(*) from pg_stat_activity where datname = " + name));
        return Long.parseLong(
                Databases.value(elsewhere, "select xact_commit from pg_stat_database where datname = " + name));
    }

    private long transactionsSince(long before) {
        return transactions() - before;
    }
}
