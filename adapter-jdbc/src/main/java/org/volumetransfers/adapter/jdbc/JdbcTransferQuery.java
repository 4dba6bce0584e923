package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * Reads pages by SQL. Blocks for at most the timeouts of {@link JdbcConfig}; holds no connection between two pages, and
 * relies on nothing that a session would have to remember. By JDBC itself: what JDBI does for each handle and statement
 * takes as long as all the rest of a small page.
 */
final class JdbcTransferQuery implements TransferQuery {

    /**
     * A page starts behind a position, the first one behind a place before all others: so the planner always sees the
     * bounds and the order of the listing's index, with or without statistics, and never sorts. The bound on
     * {@code created_at} alone says nothing new, but is all that postgres_fdw sends to a remote partition.
     */
    static final String PAGE = """
            select id, volume_id, name, created_at
            from volume_transfer
            where project_id = ?
              and status = 'pending'
              and created_at >= ?
              and (created_at, id) > (?, ?)
            order by created_at, id
            limit ? offset ?
            """;

    private static final String FAILED = "page could not be read";

    /** Reaches the database as {@code -infinity}. */
    private static final OffsetDateTime BEFORE_ALL = OffsetDateTime.MIN;

    private final DataSource database;
    private final int poolSize;
    private final int timeoutSeconds;
    private final Milestones milestones;

    /** Prepares one of the statements that find a page, and sets its parameters. */
    private interface PageStatement {
        PreparedStatement on(Connection connection) throws SQLException;
    }

    /** The size of the pool tells how many dead connections there may be in it after a restart of the database. */
    JdbcTransferQuery(DataSource database, int poolSize, Duration statementTimeout, Milestones milestones) {
        this.database = database;
        this.poolSize = poolSize;
        this.timeoutSeconds = (int) statementTimeout.toSeconds();
        this.milestones = milestones;
    }

    @Override
    public TransferPage page(PageQuery query) {
        return query.start().map(offset -> read(query, offset), position -> read(query, position));
    }

    private TransferPage read(PageQuery query, TransferPosition position) {
        OffsetDateTime createdAt = position.createdAt().atOffset(ZoneOffset.UTC);
        String id = position.id().value();
        return read(query, connection -> behind(connection, query, createdAt, id, 0));
    }

    private TransferPage read(PageQuery query, long offset) {
        if (!milestones.areUsedFor(offset)) {
            return walk(query, offset);
        }
        try {
            return read(query, connection -> Milestones.prepare(connection, query, offset));
        } catch (BackendUnavailableException e) {
            if (!Milestones.isForWantOfThem(e)) {
                throw e;
            }
            // Fails as well where it is the transfers that are missing.
            TransferPage walked = walk(query, offset);
            milestones.leaveAlone(e);
            return walked;
        }
    }

    private TransferPage walk(PageQuery query, long offset) {
        return read(query, connection -> behind(connection, query, BEFORE_ALL, "", offset));
    }

    private TransferPage read(PageQuery query, PageStatement statement) {
        for (int deadConnections = 0; ; deadConnections++) {
            try (Connection connection = connection()) {
                return page(query, connection, statement);
            } catch (SQLException e) {
                // Asking changes nothing, so it can be done again; the pool drops a connection that it was told is
                // dead.
                if (deadConnections == poolSize || !SqlFailures.isDeadConnection(e)) {
                    throw SqlFailures.unavailable(FAILED, e);
                }
            } catch (InvalidValueException e) {
                throw SqlFailures.unavailable("a stored row of project " + query.project() + " is no transfer", e);
            }
        }
    }

    /** Where there is none, everybody has waited for one as long as they may. */
    private Connection connection() {
        try {
            return database.getConnection();
        } catch (SQLException e) {
            throw SqlFailures.unavailable(FAILED, e);
        }
    }

    private static PreparedStatement behind(
            Connection connection, PageQuery query, OffsetDateTime createdAt, String id, long offset)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(PAGE);
        statement.setString(1, query.project().value());
        statement.setObject(2, createdAt);
        statement.setObject(3, createdAt);
        statement.setString(4, id);
        statement.setLong(5, query.limit() + 1L);
        statement.setLong(6, offset);
        return statement;
    }

    /** Reads one row more than asked for, which tells whether more follow. */
    private TransferPage page(PageQuery query, Connection connection, PageStatement pageStatement) throws SQLException {
        try (PreparedStatement statement = pageStatement.on(connection)) {
            statement.setQueryTimeout(timeoutSeconds);
            List<VolumeTransfer> rows = TransferRows.read(statement, query.project());
            boolean more = rows.size() > query.limit();
            return new TransferPage(more ? rows.subList(0, query.limit()) : rows, more);
        }
    }
}
