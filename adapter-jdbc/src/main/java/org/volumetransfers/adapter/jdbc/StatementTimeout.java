package org.volumetransfers.adapter.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.jdbc.PgStatement;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * How long a statement may run before it is cancelled.
 *
 * @param millis 1 ms to 1 day
 */
record StatementTimeout(int millis) {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int SECOND = 1000;

    /**
     * Checks the bounds.
     *
     * @throws InvalidValueException when it is shorter than 1 ms or longer than 1 day
     */
    static StatementTimeout of(Duration timeout) {
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new InvalidValueException("statement timeout", "be 1 ms to 1 day");
        }
        return new StatementTimeout((int) timeout.toMillis());
    }

    /**
     * Sets it on a statement. JDBC has whole seconds, the driver milliseconds; a wrapper that hides the driver's statement
     * gets the next whole second.
     */
    void applyTo(Statement statement) throws SQLException {
        if (statement.isWrapperFor(PgStatement.class)) {
            statement.unwrap(PgStatement.class).setQueryTimeoutMs(millis);
        } else {
            statement.setQueryTimeout((millis + SECOND - 1) / SECOND);
        }
    }
}
