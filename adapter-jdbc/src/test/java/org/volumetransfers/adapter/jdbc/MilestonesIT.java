package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;

/** What is kept beside the table, for every way to write it. */
class MilestonesIT {

    private static final int ROWS = 12_000;
    /** Of one instant all of them, so that ids alone tell their order. */
    private static final String FILL = """
            insert into volume_transfer
            select 'p', md5(n::text), 'v', 'n', timestamptz '2024-01-01Z' from generate_series(1, 12000) as n
            """;

    private final JdbcConfig database = Databases.fresh().withDeepPages(true);

    @BeforeEach
    void fill() {
        JdbcStorage.open(database, SchemaMode.MIGRATE).close();
        Databases.run(database, FILL);
        assertEquals(ROWS / 1000, MilestoneCounts.milestones(database));
        assertEquals(0, MilestoneCounts.changes(database));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into volume_transfer values ('p', '7', 'v', 'n', '2023-01-01Z')",
                "insert into volume_transfer values ('p', '7', 'v', 'n', '2023-01-01Z', 'deleted')",
                "insert into volume_transfer select 'p', n::text, 'v', 'n', now() from generate_series(1, 900) as n",
                "update volume_transfer set status = 'accepted' where id < '8'",
                "update volume_transfer set name = 'other'",
                "update volume_transfer set created_at = '2023-01-01Z' where id > '8'",
                "update volume_transfer set id = 'a' || id where id < '8'",
                "update volume_transfer set project_id = 'q' where id < '5'",
                "delete from volume_transfer where id between '2' and 'a'",
                "delete from volume_transfer",
                "truncate volume_transfer",
                "insert into volume_transfer select 'p', md5(n::text), 'v', 'n', '2023-01-01Z'"
                        + " from generate_series(11000, 13000) as n"
                        + " on conflict (project_id, id) do update set created_at = excluded.created_at",
                "begin; delete from volume_transfer; rollback",
                "begin; update volume_transfer set status = 'deleted'; truncate volume_transfer; " + FILL + "; commit",
                "begin isolation level serializable; delete from volume_transfer where id < '9'; commit",
            })
    void statementOfAnyKindIsNoted(String sql) {
        Databases.run(database, sql);
        MilestoneCounts.assertRight(database);

        Databases.run(database, "select volume_transfer_fold(project) from (values ('p'), ('q')) as known (project)");
        assertEquals(0, MilestoneCounts.changes(database));
        MilestoneCounts.assertRight(database);
    }

    @Test
    void copyIsNotedAndFoldedAtItsCommit() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int n = 0; n < 5000; n++) {
            lines.append("p\tid-").append(n).append("\tv\t\\N\t2023-01-01Z\tpending\n");
        }
        try (Connection session = Databases.connect(database)) {
            session.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy volume_transfer from stdin", new StringReader(lines.toString()));
        }

        assertEquals(0, MilestoneCounts.changes(database));
        assertEquals((ROWS + 5000) / 1000, MilestoneCounts.milestones(database));
        MilestoneCounts.assertRight(database);
    }

    @Test
    void tableThatIsFullAlreadyGetsItsMilestones() {
        JdbcConfig old = Databases.fresh();
        JdbcStorage.open(old, SchemaMode.MIGRATE).close();
        Databases.run(old, FILL);

        // Not there yet, so the place is walked to.
        assertEquals(100, deepPage(old));
        JdbcStorage.open(old.withDeepPages(true), SchemaMode.MIGRATE).close();

        assertEquals(ROWS / 1000, MilestoneCounts.milestones(old));
        MilestoneCounts.assertRight(old);
        assertEquals(100, deepPage(old));
    }

    @Test
    void withoutThemTheSchemaHasNone() {
        JdbcConfig plain = Databases.fresh();
        JdbcStorage.open(plain, SchemaMode.MIGRATE).close();
        assertEquals(
                "1",
                Databases.value(plain, "select count(*)::text from pg_tables where tablename ~ '^volume_transfer$'"));
        assertEquals(
                "0",
                Databases.value(plain, "select count(*)::text from pg_tables where tablename ~ 'milestone|change'"));
        assertThrows(
                WrongSchemaException.class,
                () -> JdbcStorage.open(plain.withDeepPages(true), SchemaMode.CHECK)
                        .close());
    }

    @Test
    void theyCanBeTakenAwayAndMadeAgain() throws Exception {
        try (JdbcStorage running = JdbcStorage.open(database, SchemaMode.MIGRATE)) {
            Databases.run(database, Scripts.read("milestones-drop.sql", Map.of()));
            Databases.run(database, "insert into volume_transfer values ('p', '7', 'v', 'n', '2023-01-01Z')");
            assertEquals(
                    100,
                    running.transfers()
                            .page(PageQuery.atOffset(new ProjectId("p"), 2500, 100))
                            .transfers()
                            .size());
        }
        assertEquals(
                "0",
                Databases.value(database, "select count(*)::text from pg_proc where proname ~ '^volume_transfer'"));

        JdbcStorage.open(database, SchemaMode.MIGRATE).close();
        assertEquals(ROWS / 1000, MilestoneCounts.milestones(database));
        MilestoneCounts.assertRight(database);
    }

    @Test
    void countingAnewIsExactWhileATransactionIsOpenAndMendsWhatWasNotNoted() throws Exception {
        Databases.run(
                database,
                "alter table volume_transfer disable trigger user; delete from volume_transfer where id < '4';"
                        + " alter table volume_transfer enable trigger user");
        try (Connection open = Databases.connect(database);
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("delete from volume_transfer where id > 'a'");

            Databases.run(database, "select volume_transfer_recount()");

            MilestoneCounts.assertRight(database);
            assertTrue(MilestoneCounts.milestones(database) > 5);
            open.commit();
        }
        MilestoneCounts.assertRight(database);
    }

    @Test
    void roleThatMayWriteTransfersOnlyIsNoted() {
        String role = "writer_of_" + Databases.value(database, "select current_database()");
        Databases.run(
                database,
                "create role " + role + " login",
                "grant select, insert, update, delete, truncate on volume_transfer to " + role);
        JdbcConfig writer = JdbcConfig.to(database.url(), role, "");

        Databases.run(
                writer,
                "delete from volume_transfer where id < '8'",
                "insert into volume_transfer select 'p', n::text, 'v', 'n', now() from generate_series(1, 3000) as n",
                "update volume_transfer set project_id = 'q' where id > 'c'");
        MilestoneCounts.assertRight(database);
        assertEquals(100, deepPage(writer));

        Databases.run(writer, "truncate volume_transfer");
        assertEquals(0, MilestoneCounts.changes(database) + MilestoneCounts.milestones(database));
    }

    @Test
    void objectsOfTheWritersSessionAreNotTakenForOurs() {
        Databases.run(
                database,
                "create temporary table volume_transfer_change (like volume_transfer_change including all);"
                        + "delete from volume_transfer where id < '1'");

        MilestoneCounts.assertRight(database);
        assertTrue(MilestoneCounts.changes(database) > 0);
    }

    @Test
    void deepPageReadsFewRows() throws Exception {
        Databases.run(database, "vacuum (analyze)", "delete from volume_transfer where id < '1'");
        try (Connection session = Databases.connect(database);
                Statement statement = session.createStatement()) {
            String sql = Milestones.PAGE;
            for (int number = 1; sql.contains("?"); number++) {
                sql = sql.replaceFirst("\\?", "\\$" + number);
            }
            statement.execute("prepare deep (text, text, text, bigint, bigint, bigint) as " + sql);
            for (String mode : new String[] {"force_custom_plan", "force_generic_plan"}) {
                statement.execute("set plan_cache_mode = " + mode);
                assertFewRows(PagePlan.lines(
                        statement,
                        "explain (analyze, costs off, timing off) execute deep ('p', 'p', 'p', 11000, 101, 11000)"));
            }
        }
    }

    private static void assertFewRows(String plan) {
        assertTrue(plan.contains("Index Only Scan using volume_transfer_listing"), plan);
        Matcher rows = Pattern.compile("rows=(\\d+)").matcher(plan);
        while (rows.find()) {
            assertTrue(Long.parseLong(rows.group(1)) < 3500, plan);
        }
    }

    private static int deepPage(JdbcConfig asked) {
        return MilestoneCounts.query(asked)
                .page(PageQuery.atOffset(new ProjectId("p"), 2500, 100))
                .transfers()
                .size();
    }
}
