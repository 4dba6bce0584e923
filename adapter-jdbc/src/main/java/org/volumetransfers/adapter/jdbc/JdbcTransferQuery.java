package org.volumetransfers.adapter.jdbc;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * Reads pages by SQL. Blocks for at most the timeouts of {@link JdbcConfig}; holds no connection between two pages, and
 * relies on nothing that a session would have to remember.
 */
final class JdbcTransferQuery implements TransferQuery {

    /**
     * Every page starts behind a position, the first one behind a place before all others: so the planner always sees the
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

    /** Reaches the database as {@code -infinity}. */
    private static final OffsetDateTime BEFORE_ALL = OffsetDateTime.MIN;

    private final Jdbi jdbi;
    private final int poolSize;

    /** The size of the pool tells how many dead connections there may be in it after a restart of the database. */
    JdbcTransferQuery(Jdbi jdbi, int poolSize) {
        this.jdbi = jdbi;
        this.poolSize = poolSize;
    }

    @Override
    public TransferPage page(PageQuery query) {
        return query.start().map(offset -> read(query, BEFORE_ALL, "", offset), position -> read(query, position));
    }

    private TransferPage read(PageQuery query, TransferPosition position) {
        return read(
                query,
                position.createdAt().atOffset(ZoneOffset.UTC),
                position.id().value(),
                0);
    }

    private TransferPage read(PageQuery query, OffsetDateTime createdAt, String id, long offset) {
        for (int deadConnections = 0; ; deadConnections++) {
            try {
                return page(query, createdAt, id, offset);
            } catch (JdbiException e) {
                // Asking changes nothing, so it can be done again; the pool drops a connection that it was told is
                // dead.
                if (deadConnections == poolSize || !SqlFailures.isDeadConnection(e)) {
                    throw SqlFailures.unavailable("page could not be read", e);
                }
            } catch (InvalidValueException e) {
                throw SqlFailures.unavailable("a stored row of project " + query.project() + " is no transfer", e);
            }
        }
    }

    /** Reads one row more than asked for, which tells whether more follow. */
    private TransferPage page(PageQuery query, OffsetDateTime createdAt, String id, long offset) {
        List<VolumeTransfer> rows = jdbi.withHandle(handle -> handle.createQuery(PAGE)
                .bind(0, query.project().value())
                .bind(1, createdAt)
                .bind(2, createdAt)
                .bind(3, id)
                .bind(4, query.limit() + 1L)
                .bind(5, offset)
                .map(new TransferRow(query.project()))
                .list());
        boolean more = rows.size() > query.limit();
        return new TransferPage(more ? rows.subList(0, query.limit()) : rows, more);
    }
}
