package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The plans of the page queries in one session: {@code any_page} with six parameters, {@code short_page} with five. */
final class PagePlan {

    private final Connection session;

    /** Prepares the page queries in a session, as the driver does after a few executions. */
    PagePlan(Connection session) throws SQLException {
        this.session = session;
        TransferTable table = new TransferTable(null);
        execute("prepare any_page (text, timestamptz, timestamptz, text, bigint, bigint) as "
                + numbered(JdbcTransferQuery.anyPage(table)));
        execute("prepare short_page (text, timestamptz, timestamptz, text, bigint) as "
                + numbered(JdbcTransferQuery.shortPage(table)));
    }

    /** Returns a query with parameters as in PREPARE. */
    private static String numbered(String query) {
        String sql = query;
        for (int number = 1; sql.contains("?"); number++) {
            sql = sql.replaceFirst("\\?", "\\$" + number);
        }
        return sql;
    }

    /**
     * Returns the plan as text.
     *
     * @param how EXPLAIN with its options
     * @param page the prepared query and its parameters in parentheses
     */
    String explain(String how, String page) throws SQLException {
        try (Statement statement = session.createStatement()) {
            return lines(statement, how + " execute " + page);
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

    void execute(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
