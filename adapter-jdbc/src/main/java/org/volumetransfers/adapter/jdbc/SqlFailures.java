package org.volumetransfers.adapter.jdbc;

import java.sql.SQLException;
import java.util.Set;
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

    private SqlFailures() {}

    /** What a query meets whose storage cannot answer, whatever the reason. */
    static BackendUnavailableException unavailable(String what, Throwable failure) {
        return new BackendUnavailableException(Backend.STORAGE, what, failure);
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
