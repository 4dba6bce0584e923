package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What PostgreSQL makes of the page query in one session. */
final class PagePlan {

    private final Connection session;

    /** Prepares the page query in a session, as the driver does after a few executions. */
    PagePlan(Connection session) throws SQLException {
        this.session = session;
        execute("prepare page (text, timestamptz, timestamptz, text, bigint, bigint) as " + numbered());
    }

    /** The query with its parameters as PREPARE writes them. */
    private static String numbered() {
        String sql = JdbcTransferQuery.sql(new TransferTable(null));
        for (int number = 1; sql.contains("?"); number++) {
            sql = sql.replaceFirst("\\?", "\\$" + number);
        }
        return sql;
    }

    /**
     * The plan as text.
     *
     * @param how EXPLAIN with its options
     * @param page the six parameters in parentheses
     */
    String explain(String how, String page) throws SQLException {
        try (Statement statement = session.createStatement()) {
            return lines(statement, how + " execute page " + page);
        }
    }

    /** All that EXPLAIN says. */
    static String lines(Statement statement, String explain) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = statement.executeQuery(explain)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    /** Makes the planner see the parameters, or not. */
    void mode(String planCacheMode) throws SQLException {
        execute("set plan_cache_mode = " + planCacheMode);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
