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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Reason;
import org.volumetransfers.domain.error.InvalidValueException;
import org.volumetransfers.testkit.SampleTransfers;

/** Pages read by the workers of {@link JdbcStorage#pages}: what pages of one batch share, and what they do not. */
class BatchedPagesIT {

    private static final List<ProjectId> PROJECTS =
            Stream.of("p1", "p2", "p3", "p4").map(ProjectId::new).toList();
    private static final List<PageQuery> FIRST_PAGES =
            PROJECTS.stream().map(project -> PageQuery.atOffset(project, 0, 20)).toList();
    private static final int ROUNDS = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** One connection, hence one worker: everything that is queued while it is busy can be batched. */
    private final JdbcConfig database = Databases.fresh().withPoolSize(1).withQueue(1000, TIMEOUT);

    private static final JdbcConfig ELSEWHERE = Databases.fresh();

    @BeforeEach
    void seed() {
        JdbcStorage.open(database, SchemaMode.MIGRATE).close();
        List<StoredTransfer> rows = new ArrayList<>();
        for (ProjectId project : PROJECTS) {
            SampleTransfers.plainRows(project, 30).stream()
                    .map(StoredTransfer::pending)
                    .forEach(rows::add);
        }
        Databases.seed(database, rows);
    }

    @Test
    void queuedPagesShareATransaction() {
        long before = transactions();
        try (JdbcStorage storage = JdbcStorage.open(database, SchemaMode.CHECK)) {
            assertFirstPages(queuedWhileBusy(storage, ROUNDS));
        }
        long few = transactions() - before;
        assertTrue(few < 2 * ROUNDS, () -> few + " transactions for " + 4 * ROUNDS + " pages");
    }

    @Test
    void pagesOfATableThatIsMaintainedByOthersAreReadOneByOne() {
        long before = transactions();
        try (JdbcStorage storage = JdbcStorage.open(database, SchemaMode.NONE)) {
            assertFirstPages(queuedWhileBusy(storage, ROUNDS));
        }
        long many = transactions() - before;
        assertTrue(many >= 4 * ROUNDS, () -> many + " transactions for " + 4 * ROUNDS + " pages");
    }

    @Test
    void invalidRowFailsOnlyItsOwnPage() {
        Databases.run(
                database,
                "alter table volume_transfer drop constraint volume_transfer_ids",
                "update volume_transfer set volume_id = '' where project_id = 'p2'");
        try (JdbcStorage storage = JdbcStorage.open(database, SchemaMode.CHECK)) {
            BackendUnavailableException failure = assertOnlySecondFails(queuedWhileBusy(storage, 1));
            assertInstanceOf(InvalidValueException.class, failure.getCause());
        }
    }

    @Test
    void failureOfOneStatementFailsOnlyItsOwnPage() {
        Databases.run(
                database,
                "alter table volume_transfer rename to intact",
                "create view volume_transfer as select project_id, id,"
                        + " case when project_id = 'p2' then (1 / length(left(id, 0)))::text else volume_id end as volume_id,"
                        + " name, created_at, status from intact");
        try (JdbcStorage storage = JdbcStorage.open(database, SchemaMode.CHECK)) {
            BackendUnavailableException failure = assertOnlySecondFails(queuedWhileBusy(storage, 1));
            SQLException cause = assertInstanceOf(SQLException.class, failure.getCause());
            assertEquals("22012", cause.getSQLState());
        }
    }

    @Test
    void deadConnectionIsReplacedForTheWholeBatch() {
        try (ConnectionPool pool = new ConnectionPool(database)) {
            JdbcTransferQuery query = new JdbcTransferQuery(reads(pool, TIMEOUT), new TransferTable(null));
            List<PageQuery> first = FIRST_PAGES;
            assertEquals(4, query.read(first).size());

            Databases.run(
                    database,
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and application_name = 'volume-transfers'");

            assertEquals(rows(PROJECTS.get(3)), query.read(first).get(3).get().transfers());
        }
    }

    @Test
    void statementTimeoutFailsTheWholeBatch() throws SQLException {
        try (ConnectionPool pool = new ConnectionPool(database);
                Connection locking = Databases.connect(database);
                Statement statement = locking.createStatement()) {
            JdbcTransferQuery query =
                    new JdbcTransferQuery(reads(pool, Duration.ofMillis(300)), new TransferTable(null));
            locking.setAutoCommit(false);
            statement.execute("lock table volume_transfer in access exclusive mode");

            assertThrows(BackendUnavailableException.class, () -> query.read(FIRST_PAGES));

            locking.rollback();
            assertEquals(4, query.read(FIRST_PAGES).size());
        }
    }

    private static Reads reads(Connections connections, Duration timeout) {
        DriverDatabase none = DriverDatabase.any(JdbcConfig.to("jdbc:postgresql://127.0.0.1:1/none", "none", ""));
        SchemaGate open = new SchemaGate(SchemaMode.NONE, new TransferTable(null), none, none);
        open.apply();
        return new Reads(open, connections, 1, StatementTimeout.of(timeout));
    }

    @Test
    void fullQueueIsReportedAsSuch() throws SQLException {
        try (JdbcStorage storage = JdbcStorage.open(database.withQueue(1, TIMEOUT), SchemaMode.CHECK);
                Connection locking = Databases.connect(database);
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("lock table volume_transfer in access exclusive mode");
            CompletableFuture<TransferPage> running = read(storage, 0);
            awaitBlockedQuery();
            CompletableFuture<TransferPage> queued = read(storage, 1);

            BackendUnavailableException failure = failureOf(read(storage, 2));

            assertEquals(Reason.QUEUE_FULL, failure.reason());
            locking.rollback();
            assertEquals(rows(PROJECTS.get(0)), join(running).transfers());
            assertEquals(rows(PROJECTS.get(1)), join(queued).transfers());
        }
    }

    @Test
    void closingFailsRunningAndQueuedPages() throws SQLException {
        try (Connection locking = Databases.connect(database);
                Statement statement = locking.createStatement()) {
            JdbcStorage storage = JdbcStorage.open(database, SchemaMode.CHECK);
            locking.setAutoCommit(false);
            statement.execute("lock table volume_transfer in access exclusive mode");
            CompletableFuture<TransferPage> running = read(storage, 0);
            awaitBlockedQuery();
            CompletableFuture<TransferPage> queued = read(storage, 1);

            storage.close();

            assertEquals("page could not be read", failureOf(running).getMessage());
            assertEquals("storage has been closed", failureOf(queued).getMessage());
            assertEquals("storage has been closed", failureOf(read(storage, 2)).getMessage());
        }
    }

    /** Reads the first page of each project several times, queued while another page keeps the only worker busy. */
    private List<CompletableFuture<TransferPage>> queuedWhileBusy(JdbcStorage storage, int rounds) {
        try (Connection locking = Databases.connect(database);
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("lock table volume_transfer in access exclusive mode");
            CompletableFuture<TransferPage> running = read(storage, 0);
            awaitBlockedQuery();
            List<CompletableFuture<TransferPage>> queued = IntStream.range(0, rounds * PROJECTS.size())
                    .mapToObj(i -> read(storage, i % PROJECTS.size()))
                    .toList();
            locking.rollback();
            join(running);
            return queued;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitBlockedQuery() {
        String blocked = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = " + name();
        Eventually.becomes("1", () -> Databases.value(ELSEWHERE, blocked));
    }

    private static CompletableFuture<TransferPage> read(JdbcStorage storage, int project) {
        return storage.pages().page(FIRST_PAGES.get(project)).toCompletableFuture();
    }

    private static TransferPage join(CompletableFuture<TransferPage> page) {
        return page.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static BackendUnavailableException failureOf(CompletableFuture<TransferPage> page) {
        CompletionException failure = assertThrows(CompletionException.class, () -> join(page));
        return assertInstanceOf(BackendUnavailableException.class, failure.getCause());
    }

    private static void assertFirstPages(List<CompletableFuture<TransferPage>> pages) {
        for (int i = 0; i < pages.size(); i++) {
            assertEquals(new TransferPage(rows(PROJECTS.get(i % PROJECTS.size())), true), join(pages.get(i)));
        }
    }

    private static BackendUnavailableException assertOnlySecondFails(List<CompletableFuture<TransferPage>> pages) {
        for (int i : new int[] {0, 2, 3}) {
            assertEquals(rows(PROJECTS.get(i)), join(pages.get(i)).transfers());
        }
        return failureOf(pages.get(1));
    }

    private static List<VolumeTransfer> rows(ProjectId project) {
        return SampleTransfers.plainRows(project, 20);
    }

    /** Counts those of ended sessions, which report them at the latest when they end. The count itself is none of them. */
    private long transactions() {
        String sessions = "select count(*) from pg_stat_activity where datname = " + name();
        Eventually.becomes("0", () -> Databases.value(ELSEWHERE, sessions));
        return Long.parseLong(
                Databases.value(ELSEWHERE, "select xact_commit from pg_stat_database where datname = " + name()));
    }

    private String name() {
        return database.url().replaceFirst(".*/(.*)", "'$1'");
    }
}
