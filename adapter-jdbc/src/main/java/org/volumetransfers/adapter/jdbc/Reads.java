package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jdbi.v3.core.JdbiException;
import org.volumetransfers.domain.error.BackendUnavailableException;

/**
 * Runs reads on connections, as soon as the schema is in place. A read whose connection turns out to be dead is repeated,
 * which is safe since it changes nothing. Safe for use by multiple threads.
 */
final class Reads {

    private final SchemaGate schema;
    private final Connections database;
    private final int connections;
    private final StatementTimeout timeout;
    private volatile long answeredAt = System.nanoTime() - Duration.ofDays(1).toNanos();

    /** A read, which passes its statements to {@link #bound} and closes them. */
    @FunctionalInterface
    interface Read<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Creates reads.
     *
     * @param connections how many dead connections a pool may hold after a restart of the database
     */
    Reads(SchemaGate schema, Connections database, int connections, StatementTimeout timeout) {
        this.schema = schema;
        this.database = database;
        this.connections = connections;
        this.timeout = timeout;
    }

    /**
     * Runs one read.
     *
     * @param failure the message if the read fails
     * @throws BackendUnavailableException if it fails, or the schema is not in place
     */
    <T> T run(String failure, Read<T> read) {
        schema.requireOpen();
        for (int deadConnections = 0; ; deadConnections++) {
            try (Connection connection = connection(failure)) {
                T result = read.on(connection);
                database.answered();
                answeredAt = System.nanoTime();
                return result;
            } catch (SQLException | JdbiException e) {
                if (SqlFailures.isBrokenConnection(e)) {
                    database.broken();
                }
                if (deadConnections == connections || !SqlFailures.isDeadConnection(e)) {
                    throw SqlFailures.unavailable(failure, e);
                }
            }
        }
    }

    /** Sets the time-out of a statement. */
    void bound(Statement statement) throws SQLException {
        timeout.applyTo(statement);
    }

    /** Runs a read that needs nothing but a database that responds. */
    void check() {
        run("health check failed", connection -> {
            try (Statement statement = connection.createStatement()) {
                bound(statement);
                return statement.execute("select 1");
            }
        });
    }

    /** Returns how long ago the last read succeeded; a day or more if none has yet. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - answeredAt);
    }

    /** Fails for good if no connection is available: the read has then waited for as long as it may. */
    private Connection connection(String failure) {
        try {
            return database.take();
        } catch (SQLException e) {
            throw SqlFailures.unavailable(failure, e);
        }
    }
}
