package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * The plans of the page query on a million rows: with any statistics, rows are read from the listing index, in its order. The
 * tests run in order on one table, since each state of it follows from the previous one.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlansIT {

    private static final String FIRST = "short_after_position ('large', '-infinity', '-infinity', '', 21)";
    private static final String DEEP = "long_after_position ('large', '-infinity', '-infinity', '', 101, 449000)";
    private static final String WHOLE_STEP = "short_after_position ('large', '-infinity', '-infinity', '', 257)";
    private static final String KEYSET = "short_after_position ('large', '2024-01-03Z', '2024-01-03Z', 'aaa', 257)";
    private static final String LONG_KEYSET =
            "long_after_position ('large', '2024-01-03Z', '2024-01-03Z', 'aaa', 1001, 0)";
    private static final String EMPTY = "short_after_position ('empty', '-infinity', '-infinity', '', 257)";
    private static final String ALL = "long_after_position ('small-3', '-infinity', '-infinity', '', 2147483648, 0)";
    private static final String NEXT = "short_after_marker ('large', md5('500000'), 'large', md5('500000'), 257)";
    private static final String NEXT_OF_ENDED =
            "short_after_marker ('large', md5('500006'), 'large', md5('500006'), 21)";
    private static final String DEEP_NEXT =
            "long_after_marker ('large', md5('500000'), 'large', md5('500000'), 101, 100000)";
    private static final List<String> PAGES =
            List.of(FIRST, DEEP, WHOLE_STEP, KEYSET, LONG_KEYSET, EMPTY, ALL, NEXT, NEXT_OF_ENDED, DEEP_NEXT);

    private static JdbcConfig database;
    private static Connection session;
    private static PagePlan plans;

    @BeforeAll
    static void fill() throws SQLException {
        database = Databases.fresh();
        JdbcStorage.open(database, SchemaMode.MIGRATE).close();
        session = Databases.connect(database);
        // Rows that are committed but not flushed yet are not visible to all, and a vacuum would skip them.
        execute("set synchronous_commit = on");
        execute("""
                insert into volume_transfer
                select case when n % 2 = 0 then 'large' else 'small-' || n % 999 end,
                       md5(n::text), md5('volume' || n), 'transfer ' || n,
                       timestamptz '2024-01-01Z' + (n / 3) * interval '1 second',
                       case n % 20 when 6 then 'accepted' when 7 then 'deleted' else 'pending' end
                from (select n from generate_series(1, 1000000) as n order by md5(n::text)) as shuffled
                """);
        plans = new PagePlan(session);
    }

    @AfterAll
    static void close() throws SQLException {
        session.close();
    }

    @Test
    @Order(1)
    void pagesComeFromTheIndexBeforeAnyStatistics() throws SQLException {
        assertAllFromTheIndex();
    }

    @Test
    @Order(2)
    void pagesComeFromTheIndexAloneAfterAVacuumThatMadeNoStatistics() throws SQLException {
        // A vacuum also skips a page that is being written.
        execute("checkpoint");
        execute("vacuum volume_transfer");
        assertAllFromTheIndex();
        assertNoRowIsFetchedFromTheTable();
    }

    @Test
    @Order(3)
    void pagesComeFromTheIndexAloneWithFreshStatistics() throws SQLException {
        execute("analyze volume_transfer");
        assertAllFromTheIndex();
        assertNoRowIsFetchedFromTheTable();
    }

    /** The driver executes a prepared statement many times, and making a plan takes longer than reading a small page. */
    @Test
    @Order(4)
    void shortPageIsNotPlannedForEachExecution() throws SQLException {
        // As in a new session: the generic plans of this one were made before there were statistics.
        execute("deallocate all");
        plans = new PagePlan(session);
        plans.mode("auto");
        for (String page : List.of(FIRST, NEXT)) {
            for (int execution = 0; execution < 10; execution++) {
                plans.execute("execute " + page);
            }
            String plan = plans.explain("explain", page);
            assertTrue(plan.contains("project_id)::text = $1") || plan.contains("project_id = $1"), plan);
        }
    }

    private static void assertAllFromTheIndex() throws SQLException {
        for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
            plans.mode(mode);
            for (String page : PAGES) {
                String plan = plans.explain("explain (costs off)", page);
                String context = mode + " " + page + "\n" + plan;
                assertTrue(plan.contains("Index Only Scan using volume_transfer_listing"), context);
                assertTrue(PagePlan.isReadInOrder(plan), context);
                assertTrue(!plan.contains("Seq Scan"), context);
                assertEquals(page.contains("marker") ? 1 : 0, PagePlan.count("volume_transfer_pkey", plan), context);
            }
        }
    }

    private static void assertNoRowIsFetchedFromTheTable() throws SQLException {
        for (String page : PAGES) {
            String plan = plans.explain("explain (analyze, costs off, timing off)", page);
            assertTrue(plan.contains("Heap Fetches: 0"), page + "\n" + plan);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
