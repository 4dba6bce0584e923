package org.volumetransfers.adapter.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.jdbc.PgStatement;
import org.volumetransfers.domain.error.InvalidConfigurationException;

/**
 * How long a statement may run before it is cancelled.
 *
 * @param millis 1 ms to 1 day
 */
record StatementTimeout(int millis) {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int SECOND = 1000;

    /**
     * Checks the bounds.
     *
     * @throws InvalidConfigurationException if the time-out is shorter than 1 ms or longer than 1 day
     */
    static StatementTimeout of(Duration timeout) {
        InvalidConfigurationException.require(
                timeout.compareTo(Duration.ofMillis(1)) >= 0 && timeout.compareTo(LONGEST) <= 0,
                "statement timeout",
                "be 1 ms to 1 day");
        return new StatementTimeout(Math.toIntExact(timeout.toMillis()));
    }

    /**
     * Sets the time-out of a statement. The driver counts milliseconds, JDBC whole seconds: a wrapper that hides the
     * statement of the driver gets the next whole second.
     */
    void applyTo(Statement statement) throws SQLException {
        if (statement.isWrapperFor(PgStatement.class)) {
            statement.unwrap(PgStatement.class).setQueryTimeoutMs(millis);
        } else {
            statement.setQueryTimeout((millis + SECOND - 1) / SECOND);
        }
    }
}
