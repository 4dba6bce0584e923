package org.volumetransfers.adapter.jdbc;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/** Failures of the driver, the pool and the libraries above them, as errors of ours. */
final class SqlFailures {

    /**
     * The first two characters of the SQL states that a database in trouble has and a wrong schema has not: connection,
     * log-in, no such database (yet), transaction state (read-only, a standby), resources, not in the right state,
     * operator, system, internal.
     */
    private static final Set<String> TROUBLE = Set.of("08", "28", "3D", "25", "40", "53", "55", "57", "58", "XX");

    /**
     * A connection that is no longer there, as the driver or a pooler in between finds it; a session that an administrator
     * has ended, a server that stopped or crashed, or its own idleness.
     */
    private static final Set<String> DEAD = Set.of("08000", "08003", "08006", "08P01", "57P01", "57P02", "57P05");

    private SqlFailures() {}

    /**
     * What a query meets whose storage cannot answer, whatever the reason. The cause is what driver or pool said, without
     * what libraries put around it: those repeat the statement and its parameters.
     */
    static BackendUnavailableException unavailable(String what, Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof SQLException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new BackendUnavailableException(Backend.STORAGE, what, cause instanceof SQLException ? cause : failure);
    }

    /**
     * Whether a statement failed because its connection had been dead before: ended by an administrator, a restart or
     * something on the way. A connection that gave no answer in time is none of these.
     */
    static boolean isDeadConnection(SQLException failure) {
        return isBrokenConnection(failure)
                && causes(failure).noneMatch(cause -> cause instanceof SocketTimeoutException);
    }

    /** Whether a statement failed because of its connection, dead before or silent since. */
    static boolean isBrokenConnection(SQLException failure) {
        return causes(failure)
                .anyMatch(cause -> cause instanceof SQLException sql
                        && sql.getSQLState() != null
                        && DEAD.contains(sql.getSQLState()));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }

    /** Whether the database may be fine later without anybody changing its schema. */
    static boolean isTrouble(Throwable failure) {
        SQLException sql = sqlCauseOf(failure);
        if (sql == null) {
            return false;
        }
        String state = sql.getSQLState();
        // The pool has no state of its own when it has no connection to give.
        return state == null || state.length() < 2 || TROUBLE.contains(state.substring(0, 2));
    }

    /** The SQL failure behind another one; null where there is none. */
    static @Nullable SQLException sqlCauseOf(Throwable failure) {
        @Nullable SQLException found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                found = sql;
            }
        }
        return found;
    }
}
