package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.volumetransfers.adapter.jdbc.JdbcTransferQuery.Form;

/**
 * The plans of the page queries in one session: {@code short_after_position}, {@code long_after_marker} and so on, with the
 * parameters of {@link Form} in their order.
 */
final class PagePlan {

    private final Connection session;

    /** Prepares the page queries in a session, as the driver does after a few executions. */
    PagePlan(Connection session) throws SQLException {
        this.session = session;
        prepare(Form.SHORT_AFTER_POSITION, "text, timestamptz, timestamptz, text, bigint");
        prepare(Form.LONG_AFTER_POSITION, "text, timestamptz, timestamptz, text, bigint, bigint");
        prepare(Form.SHORT_AFTER_MARKER, "text, text, text, text, bigint");
        prepare(Form.LONG_AFTER_MARKER, "text, text, text, text, bigint, bigint");
    }

    private void prepare(Form form, String types) throws SQLException {
        execute("prepare " + form + " (" + types + ") as " + numbered(form.sql(new TransferTable(null))));
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

    /** Tells whether rows are limited as an index returns them. A marker is then put before at most a page of them. */
    static boolean isReadInOrder(String plan) {
        String rows = plan.substring(plan.indexOf("Limit"));
        return !rows.matches("(?s).*-> +Sort.*") && !rows.contains("Bitmap");
    }

    /** Returns the number of lines about a scan or index, without those that were never executed. */
    static long count(String name, String plan) {
        return plan.lines()
                .filter(line -> line.contains(name) && !line.contains("never executed"))
                .count();
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
