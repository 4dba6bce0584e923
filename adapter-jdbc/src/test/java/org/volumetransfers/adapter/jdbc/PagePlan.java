package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The plans of the page query in one session. */
final class PagePlan {

    private final Connection session;

    /** Prepares the page query in a session, as the driver does after a few executions. */
    PagePlan(Connection session) throws SQLException {
        this.session = session;
        execute("prepare page (text, timestamptz, timestamptz, text, bigint, bigint) as " + numbered());
    }

    /** Returns the query with parameters as in PREPARE. */
    private static String numbered() {
        String sql = JdbcTransferQuery.sql(new TransferTable(null));
        for (int number = 1; sql.contains("?"); number++) {
            sql = sql.replaceFirst("\\?", "\\$" + number);
        }
        return sql;
    }

    /**
     * Returns the plan as text.
     *
     * @param how EXPLAIN with its options
     * @param page the six parameters in parentheses
     */
    String explain(String how, String page) throws SQLException {
        try (Statement statement = session.createStatement()) {
            return lines(statement, how + " execute page " + page);
        }
    }

    /** Returns all lines of EXPLAIN. */
    static String lines(Statement statement, String explain) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = statement.executeQuery(explain)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    /** Sets whether the planner sees the parameters. */
    void mode(String planCacheMode) throws SQLException {
        execute("set plan_cache_mode = " + planCacheMode);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
