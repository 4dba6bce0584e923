package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.VolumeTransfer;

/** Pages by milestones beside pages that were walked to, by one snapshot, while others write whatever they like. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MilestonesUnderWritersIT {

    private static final long SEED = 5;
    private static final int WRITERS = 3;
    private static final int READERS = 2;
    private static final int STATEMENTS = 120;
    private static final int LARGEST_OFFSET = 12_000;

    /** What statements of several rows do to one another, by no fault of ours: a deadlock, a conflict of snapshots or ids. */
    private static final Set<String> CONFLICTS = Set.of("40P01", "40001", "23505");

    private final JdbcConfig database = Databases.fresh().withDeepPages(true);
    private final AtomicInteger deepPages = new AtomicInteger();

    @Test
    void pageIsTheSameAsWalkedToInEverySnapshot() throws Exception {
        JdbcStorage.open(database, SchemaMode.MIGRATE).close();
        Databases.run(database, rows("p", 1, 8000), rows("q", 1, 3000));
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
        List<Future<Boolean>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            Random random = new Random(SEED + writer);
            writers.add(threads.submit(session(connection -> write(connection, random))));
        }
        List<Future<Boolean>> readers = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
            Random random = new Random(SEED - 1 - reader);
            readers.add(threads.submit(session(connection -> {
                while (!writers.stream().allMatch(Future::isDone)) {
                    compare(connection, random);
                }
            })));
        }
        for (Future<Boolean> writer : writers) {
            assertTrue(writer.get());
        }
        for (Future<Boolean> reader : readers) {
            assertTrue(reader.get());
        }
        threads.shutdown();

        assertTrue(deepPages.get() > 0);
        MilestoneCounts.assertRight(database);
        Databases.run(database, rows("p", 1, 8000));
        assertTrue(MilestoneCounts.milestones(database) > 0);
        MilestoneCounts.assertRight(database);
    }

    private interface Work {
        void in(Connection session) throws Exception;
    }

    private Callable<Boolean> session(Work work) {
        return () -> {
            try (Connection session = Databases.connect(database)) {
                work.in(session);
            }
            return true;
        };
    }

    private static List<VolumeTransfer> rows(PreparedStatement statement, ProjectId project) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return TransferRows.read(rows, project);
        }
    }

    private void compare(Connection session, Random random) throws SQLException {
        ProjectId project = new ProjectId(random.nextBoolean() ? "p" : "q");
        PageQuery query = PageQuery.atOffset(project, random.nextInt(LARGEST_OFFSET), 20);
        long offset = query.start().map(known -> known, position -> 0L);
        session.setAutoCommit(false);
        session.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        List<VolumeTransfer> walked;
        try (PreparedStatement statement = session.prepareStatement(JdbcTransferQuery.PAGE)) {
            statement.setString(1, project.value());
            statement.setObject(2, OffsetDateTime.MIN);
            statement.setObject(3, OffsetDateTime.MIN);
            statement.setString(4, "");
            statement.setLong(5, query.limit() + 1L);
            statement.setLong(6, offset);
            walked = rows(statement, project);
        }
        try (PreparedStatement statement = Milestones.prepare(session, query, offset)) {
            assertEquals(walked, rows(statement, project), () -> project + " at " + offset);
        }
        session.commit();
        if (offset > 2000 && !walked.isEmpty()) {
            deepPages.incrementAndGet();
        }
    }

    private static void write(Connection session, Random random) throws Exception {
        session.setAutoCommit(false);
        for (int n = 0; n < STATEMENTS; n++) {
            session.setTransactionIsolation(
                    random.nextInt(5) == 0
                            ? Connection.TRANSACTION_REPEATABLE_READ
                            : Connection.TRANSACTION_READ_COMMITTED);
            try (Statement statement = session.createStatement()) {
                for (int more = random.nextInt(3); more >= 0; more--) {
                    change(session, statement, random);
                }
                if (random.nextInt(8) == 0) {
                    session.rollback();
                } else {
                    session.commit();
                }
            } catch (SQLException e) {
                if (!CONFLICTS.contains(e.getSQLState())) {
                    throw e;
                }
                session.rollback();
            }
        }
    }

    private static void change(Connection session, Statement statement, Random random) throws Exception {
        String project = random.nextBoolean() ? "p" : "q";
        int first = random.nextInt(20_000);
        String prefix = Integer.toHexString(16 + random.nextInt(240));
        String some = " where project_id = '" + project + "' and id like '"
                + prefix.substring(0, random.nextInt(5) == 0 ? 1 : 2) + "%'";
        int kind = random.nextInt(40);
        if (kind < 6) {
            statement.execute(rows(project, first, random.nextInt(900)));
        } else if (kind < 16) {
            statement.execute(rows(project, first, 1));
        } else if (kind < 20) {
            copy(session, project + "\tc-" + random.nextLong() + "\tv\t\\N\t2024-05-05Z\tpending\n");
        } else if (kind < 25) {
            statement.execute("update volume_transfer set status = 'accepted'" + some);
        } else if (kind < 28) {
            statement.execute("update volume_transfer set status = 'pending'" + some);
        } else if (kind < 31) {
            statement.execute("update volume_transfer set created_at = created_at + interval '1 day'" + some);
        } else if (kind < 33) {
            statement.execute("update volume_transfer set id = id || 'x'" + some);
        } else if (kind < 35) {
            statement.execute(
                    "update volume_transfer set project_id = '" + (project.equals("p") ? "q" : "p") + "'" + some);
        } else if (kind < 38) {
            statement.execute("delete from volume_transfer" + some);
        } else if (kind < 39) {
            statement.execute("select volume_transfer_recount()");
        } else if (random.nextInt(20) == 0) {
            statement.execute("truncate volume_transfer");
        }
    }

    private static void copy(Connection session, String line) throws Exception {
        session.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy volume_transfer from stdin", new StringReader(line));
    }

    /** Rows of few instants, as an upsert. */
    private static String rows(String project, int first, int count) {
        return "insert into volume_transfer select '" + project + "', md5(n::text), 'v', 'n',"
                + " timestamptz '2024-01-01Z' + n % 7 * interval '1 day' from generate_series(" + first + ", "
                + (first + count - 1)
                + ") as n on conflict (project_id, id) do update set created_at = excluded.created_at,"
                + " status = 'pending'";
    }
}
