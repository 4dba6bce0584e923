package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Summary;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.testkit.SampleTransfers;

/** PgBouncer in transaction mode with concurrent readers, with imports, and when it fails. */
@EnabledIf(
        value = "org.volumetransfers.adapter.jdbc.PgBouncerIT#hasPgBouncer",
        disabledReason = "PgBouncer is not installed here")
class PgBouncerFaultsIT {

    private static final ProjectId P = new ProjectId("p");
    private static final List<VolumeTransfer> ROWS = SampleTransfers.plainRows(P, 3);

    /** Longer than a query may take that waits for a connection and then fails. */
    private static final Duration BOUND = Duration.ofSeconds(15);

    private final JdbcConfig server = Databases.fresh();
    private PgBouncer bouncer;
    private JdbcStorage storage;

    @BeforeEach
    void open() {
        JdbcStorage.open(server, SchemaMode.MIGRATE).close();
        Databases.seedPending(server, ROWS);
        bouncer = new PgBouncer(Programs.pgBouncer().orElseThrow(), server, 1);
        bouncer.start();
        storage = JdbcStorage.open(bouncer.config().withPoolSize(4), SchemaMode.CHECK);
    }

    @AfterEach
    void close() {
        storage.close();
        bouncer.close();
    }

    private static List<VolumeTransfer> listed(JdbcStorage storage) {
        return storage.transfers().page(PageQuery.atOffset(P, 0, 10)).transfers();
    }

    @Test
    void restartBetweenQueriesIsTransparent() {
        assertEquals(ROWS, listed(storage));

        bouncer.crash();
        bouncer.start();

        assertEquals(ROWS, listed(storage));
    }

    @Test
    void readsFailInTimeWhileItIsDownAndRecover() {
        Duration second = Duration.ofSeconds(1);
        JdbcConfig shortTimeouts = bouncer.config().withTimeouts(second, second, second.multipliedBy(2));
        try (JdbcStorage limited = JdbcStorage.open(shortTimeouts, SchemaMode.NONE)) {
            Eventually.becomes(ROWS, () -> listedOrNone(limited));

            bouncer.crash();
            assertTimeout(BOUND, () -> assertThrows(BackendUnavailableException.class, () -> listed(limited)));

            bouncer.start();
            Eventually.becomes(ROWS, () -> listedOrNone(limited));
        }
    }

    /** Returns nothing while the pool waits before it connects again. */
    private static List<VolumeTransfer> listedOrNone(JdbcStorage storage) {
        try {
            return listed(storage);
        } catch (BackendUnavailableException e) {
            return List.of();
        }
    }

    @Test
    void endOfAServerSessionIsTransparent() {
        assertEquals(ROWS, listed(storage));

        Databases.run(
                server,
                "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()");

        assertEquals(ROWS, listed(storage));
    }

    @Test
    void parallelReadersOnOneConnectionGetTheirOwnAnswers() throws ExecutionException, InterruptedException {
        ExecutorService readers = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<VolumeTransfer>>> pages = IntStream.range(0, 400)
                    .mapToObj(i -> readers.submit(() -> storage.transfers()
                            .page(PageQuery.atOffset(P, i % 4, 1))
                            .transfers()))
                    .toList();
            for (int i = 0; i < pages.size(); i++) {
                assertEquals(
                        ROWS.subList(i % 4, Math.min(i % 4 + 1, 3)),
                        pages.get(i).get());
            }
        } finally {
            readers.shutdownNow();
        }
    }

    @Test
    void statementThatTakesTooLongIsCancelledOnTheServer() throws SQLException {
        JdbcConfig shortTimeout = bouncer.config()
                .withPoolSize(1)
                .withTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofSeconds(30));
        try (JdbcStorage limited = JdbcStorage.open(shortTimeout, SchemaMode.NONE);
                Connection locking = Databases.connect(server);
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("lock table volume_transfer");

            assertTimeout(BOUND, () -> assertThrows(BackendUnavailableException.class, () -> listed(limited)));

            Eventually.becomes(
                    "0",
                    () -> Databases.value(
                            server, "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"));
            locking.rollback();
            assertEquals(ROWS, listed(limited));
        }
    }

    @Test
    void importIsOneTransactionAndWorksThroughIt() {
        try (JdbcTransferImport running = storage.startImport()) {
            running.put(StoredTransfer.pending(SampleTransfers.plain(P, 3)), 1, 1);
            assertEquals(new Summary(1, 0, 0), running.commit());
        }
        assertEquals(4, listed(storage).size());
    }

    /** A search path set by one client would be that of other clients behind the pooler. */
    @Test
    void namedSchemaNeedsNoSearchPath() {
        String searchPath = Databases.value(bouncer.config(), "show search_path");
        JdbcConfig own = bouncer.config().withSchemaName("volume_transfers");
        try (JdbcStorage migrated = JdbcStorage.open(own, SchemaMode.MIGRATE)) {
            assertEquals(searchPath, Databases.value(bouncer.config(), "show search_path"));
            try (JdbcTransferImport running = migrated.startImport()) {
                running.put(StoredTransfer.pending(ROWS.get(0)), 1, 1);
                assertEquals(new Summary(1, 0, 0), running.commit());
            }
            assertEquals(ROWS.subList(0, 1), listed(migrated));
        }
        assertEquals(ROWS, listed(storage));
    }

    /** The reason for {@code prepareThreshold=0}: prepared statements are named per session of the server. */
    @Test
    @EnabledIf(value = "isBeforePreparedStatements", disabledReason = "this PgBouncer may know prepared statements")
    void statementsPreparedOnTheServerConflict() {
        JdbcConfig preparing = bouncer.config("").withPoolSize(1);
        try (JdbcStorage first = JdbcStorage.open(preparing, SchemaMode.NONE);
                JdbcStorage second = JdbcStorage.open(preparing, SchemaMode.NONE)) {
            // From its fifth execution on the driver prepares a statement on the server.
            IntStream.range(0, 5).forEach(i -> assertEquals(ROWS, listed(first)));

            BackendUnavailableException e = assertThrows(
                    BackendUnavailableException.class,
                    () -> IntStream.range(0, 5).forEach(i -> listed(second)));

            assertTrue(String.valueOf(e.getCause()).contains("prepared statement"), () -> String.valueOf(e.getCause()));
        }
    }

    static boolean isBeforePreparedStatements() {
        boolean before = PgBouncer.minorVersion(Programs.pgBouncer().orElseThrow()) < 21;
        if (!before) {
            System.out.println(
                    "LEFT OUT: PgBouncer without prepared statements, since 1.21 or later is installed here");
        }
        return before;
    }
}
