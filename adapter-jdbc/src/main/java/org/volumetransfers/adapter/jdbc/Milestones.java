package org.volumetransfers.adapter.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.error.BackendUnavailableException;

/**
 * Finds the place of a large offset by the tables that our own schema keeps beside the transfers, instead of walking
 * there. Safe for any number of threads.
 */
final class Milestones {

    /** Walking so far costs about as much as finding the place. */
    static final long WORTHWHILE = 1000;

    /**
     * Starts behind the milestone that is surely not behind the offset, however many of the changes stand before it, and
     * walks the rest. Rows, milestones and changes are read by one statement, hence by one snapshot, so the page is
     * exact whatever others write meanwhile.
     *
     * <p>Transfers are named first, since tables are locked in that order; a truncate locks them in the same one. The
     * changes are ordered, since only an index scan passes by those that are known to be folded.
     */
    static final String PAGE = """
            with listing as (
                select id, volume_id, name, created_at
                from volume_transfer
                where project_id = ? and status = 'pending'
            ), change as materialized (
                select created_at, id, delta
                from volume_transfer_change
                where project_id = ?
                order by number
            ), start as materialized (
                select created_at, id, rank
                from volume_transfer_milestone
                where project_id = ? and rank <= ? - (select count(*) from change where delta > 0)
                order by rank desc
                limit 1
            )
            select id, volume_id, name, created_at
            from listing
            where created_at >= coalesce((select created_at from start), '-infinity')
              and (created_at, id) > (
                  coalesce((select created_at from start), '-infinity'), coalesce((select id from start), ''))
            order by created_at, id
            limit ? offset ? - coalesce((select rank from start), 0) - (
                select coalesce(sum(delta), 0)
                from change, start
                where (change.created_at, change.id) <= (start.created_at, start.id))
            """;

    private static final Logger LOG = System.getLogger(Milestones.class.getPackageName());

    /** No such table, and no right to read it. */
    private static final Set<String> MISSING = Set.of("42P01", "42501");

    private final long worthwhile;
    private volatile boolean there;

    private Milestones(long worthwhile, boolean there) {
        this.worthwhile = worthwhile;
        this.there = there;
    }

    /** Those of our own schema, used from an offset on. */
    static Milestones from(long worthwhile) {
        return new Milestones(worthwhile, true);
    }

    /** None, as beside a view or a table that somebody else looks after. */
    static Milestones none() {
        return new Milestones(0, false);
    }

    boolean areUsedFor(long offset) {
        return there && offset >= worthwhile;
    }

    /** The page at an offset, with one row more than asked for. */
    static PreparedStatement prepare(Connection connection, PageQuery query, long offset) throws SQLException {
        String project = query.project().value();
        PreparedStatement statement = connection.prepareStatement(PAGE);
        statement.setString(1, project);
        statement.setString(2, project);
        statement.setString(3, project);
        statement.setLong(4, offset);
        statement.setLong(5, query.limit() + 1L);
        statement.setLong(6, offset);
        return statement;
    }

    /** Whether a page may have failed only because there are no milestones, or none that may be read. */
    static boolean isForWantOfThem(BackendUnavailableException failure) {
        SQLException cause = SqlFailures.sqlCauseOf(failure);
        return cause != null && MISSING.contains(String.valueOf(cause.getSQLState()));
    }

    /** Has them never asked for again. */
    void leaveAlone(BackendUnavailableException because) {
        if (there) {
            there = false;
            LOG.log(Level.WARNING, "milestones cannot be read, large offsets are walked to: " + because.getCause());
        }
    }
}
