package org.volumetransfers.adapter.jdbc;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;
import org.volumetransfers.domain.error.InvalidValueException;

/** Translates failures of the driver, the pool and the libraries above them. */
final class SqlFailures {

    /**
     * The classes (first two characters) of the SQL states of a database that may recover by itself: connection, login, no
     * such database (yet), transaction state (read-only, a standby), rollback, resources, not in the required state, operator,
     * system.
     */
    private static final Set<String> TRANSIENT = Set.of("08", "28", "3D", "25", "40", "53", "55", "57", "58");

    /** Internal errors, such as corrupted data. */
    private static final String INTERNAL = "XX";

    /**
     * A connection that was closed, as reported by the driver or a pooler in between; a session ended by an administrator, by
     * a server that stopped or crashed, or for being idle.
     */
    private static final Set<String> DEAD = Set.of("08000", "08003", "08006", "08P01", "57P01", "57P02", "57P05");

    private static final String TRANSFER_TWICE = "21000";
    private static final Set<String> UNFIT_VALUES = Set.of("22", "23");
    private static final String UNFIT_TABLE = "42";

    private SqlFailures() {}

    /**
     * Reports a failure as unavailable storage. The cause is the error of the driver or pool, without the exceptions of
     * libraries around it, which repeat the statement and its parameters.
     */
    static BackendUnavailableException unavailable(String message, Throwable failure) {
        Throwable cause = causes(failure)
                .filter(SQLException.class::isInstance)
                .findFirst()
                .orElse(failure);
        return new BackendUnavailableException(Backend.STORAGE, message, cause);
    }

    /** Reports a failure of an import as a mistake of the caller, a wrong schema, or else as unavailable storage. */
    static RuntimeException ofImport(String message, Throwable failure) {
        String state = stateOf(failure);
        if (state.equals(TRANSFER_TWICE)) {
            return new InvalidValueException("import", "contain each transfer once; repetitions() finds the others");
        }
        if (UNFIT_VALUES.contains(classOf(state))) {
            return new InvalidValueException("transfer", "fit the table, which refuses it: " + serverMessage(failure));
        }
        if (classOf(state).equals(UNFIT_TABLE)) {
            return new WrongSchemaException(
                    message + ": " + serverMessage(failure)
                            + "; migrate the schema, or create the table and grant the role its use",
                    failure);
        }
        return unavailable(message, failure);
    }

    /** Returns the message of the server without details, which repeat the row; or else that of the driver. */
    static String serverMessage(Throwable failure) {
        SQLException sql = sqlCauseOf(failure);
        ServerErrorMessage server = sql instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
        return String.valueOf(
                server == null ? Objects.requireNonNullElse(sql, failure).getMessage() : server.getMessage());
    }

    /**
     * Tells whether a statement failed because its connection had been dead before: closed by an administrator, a restart or
     * the network. A connection on which no answer came in time is not among these.
     */
    static boolean isDeadConnection(Throwable failure) {
        return isBrokenConnection(failure) && causes(failure).noneMatch(SocketTimeoutException.class::isInstance);
    }

    /** Tells whether a statement failed because of its connection, which was dead or has become silent. */
    static boolean isBrokenConnection(Throwable failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && DEAD.contains(sql.getSQLState()));
    }

    /** Tells whether the database may recover without a change of its schema. */
    static boolean isTransient(Throwable failure) {
        // The pool reports no state of its own if it has no connection to give.
        return sqlCauseOf(failure) != null
                && (stateOf(failure).length() < 2 || isTransient(stateOf(failure)) || isInternal(failure));
    }

    /** Tells whether one of several pages read together may have failed all of them, through its data. */
    static boolean mayConcernOnePage(Throwable failure) {
        String state = stateOf(failure);
        return isInternal(failure) || (state.length() > 2 && !isTransient(state));
    }

    private static boolean isTransient(String state) {
        return TRANSIENT.contains(classOf(state));
    }

    private static boolean isInternal(Throwable failure) {
        return classOf(stateOf(failure)).equals(INTERNAL);
    }

    private static String classOf(String state) {
        return state.substring(0, Math.min(2, state.length()));
    }

    private static String stateOf(Throwable failure) {
        SQLException sql = sqlCauseOf(failure);
        return sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
    }

    /** Returns the innermost SQL error; null if there is none. */
    static @Nullable SQLException sqlCauseOf(Throwable failure) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .reduce((outer, inner) -> inner)
                .orElse(null);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
