package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.PageStart;
import org.volumetransfers.domain.TransferPage;
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

    /** More gain little, and the first of them would wait longer. */
    private static final int AT_ONCE = 4;

    /** The same so many times, each with parameters of its own: one journey to the database, and one transaction. */
    private static final List<String> PAGES = IntStream.rangeClosed(0, AT_ONCE)
            .mapToObj(count -> String.join(";", Collections.nCopies(count, PAGE)))
            .toList();

    private static final String FAILED = "page could not be read";

    private final Connections database;
    private final int poolSize;
    private final StatementTimeout timeout;
    private final Milestones milestones;
    private final boolean together;

    /** Prepares a statement that finds pages, and sets its parameters. */
    private interface PageStatement {
        PreparedStatement on(Connection connection) throws SQLException;
    }

    /** Where a walk starts: behind a place, and so many further on. */
    private record Start(OffsetDateTime createdAt, String id, long offset) {

        /** Reaches the database as {@code -infinity}. */
        private static final OffsetDateTime BEFORE_ALL = OffsetDateTime.MIN;

        static Start of(PageStart start) {
            return start.map(
                    offset -> new Start(BEFORE_ALL, "", offset),
                    position -> new Start(
                            position.createdAt().atOffset(ZoneOffset.UTC),
                            position.id().value(),
                            0));
        }
    }

    /**
     * Reads from a database.
     *
     * @param poolSize tells how many dead connections there may be in it after a restart of the database
     * @param together whether several pages may go in one statement, whose time they then share
     */
    JdbcTransferQuery(
            Connections database, int poolSize, StatementTimeout timeout, Milestones milestones, boolean together) {
        this.database = database;
        this.poolSize = poolSize;
        this.timeout = timeout;
        this.milestones = milestones;
        this.together = together;
    }

    @Override
    public TransferPage page(PageQuery query) {
        if (!usesMilestones(query)) {
            return walk(query);
        }
        try {
            return read(List.of(query), connection -> Milestones.prepare(connection, query, offset(query)))
                    .get(0)
                    .get();
        } catch (BackendUnavailableException e) {
            if (!Milestones.isForWantOfThem(e)) {
                throw e;
            }
            // Fails as well where it is the transfers that are missing.
            TransferPage walked = walk(query);
            milestones.leaveAlone(e);
            return walked;
        }
    }

    @Override
    public List<Supplier<TransferPage>> pages(List<PageQuery> queries) {
        boolean fit = queries.size() > 1 && queries.size() <= pagesAtOnce();
        return fit && queries.stream().noneMatch(this::usesMilestones)
                ? walk(queries)
                : TransferQuery.super.pages(queries);
    }

    @Override
    public int pagesAtOnce() {
        return together ? AT_ONCE : 1;
    }

    private boolean usesMilestones(PageQuery query) {
        return milestones.areUsedFor(offset(query));
    }

    private static long offset(PageQuery query) {
        return query.start().map(offset -> offset, position -> 0L);
    }

    private TransferPage walk(PageQuery query) {
        return walk(List.of(query)).get(0).get();
    }

    private List<Supplier<TransferPage>> walk(List<PageQuery> queries) {
        return read(queries, connection -> walking(connection, queries));
    }

    private static PreparedStatement walking(Connection connection, List<PageQuery> queries) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(PAGES.get(queries.size()));
        int parameter = 1;
        for (PageQuery query : queries) {
            Start start = Start.of(query.start());
            statement.setString(parameter++, query.project().value());
            statement.setObject(parameter++, start.createdAt());
            statement.setObject(parameter++, start.createdAt());
            statement.setString(parameter++, start.id());
            statement.setLong(parameter++, query.limit() + 1L);
            statement.setLong(parameter++, start.offset());
        }
        return statement;
    }

    private List<Supplier<TransferPage>> read(List<PageQuery> queries, PageStatement pages) {
        for (int deadConnections = 0; ; deadConnections++) {
            try (Connection connection = connection();
                    PreparedStatement statement = pages.on(connection)) {
                timeout.applyTo(statement);
                List<Supplier<TransferPage>> read = pages(queries, statement);
                database.answered();
                return read;
            } catch (SQLException e) {
                if (SqlFailures.isBrokenConnection(e)) {
                    database.broken();
                }
                // A query changes nothing, so it can be repeated.
                if (deadConnections == poolSize || !SqlFailures.isDeadConnection(e)) {
                    throw SqlFailures.unavailable(FAILED, e);
                }
            }
        }
    }

    /** Without one, the query has waited for as long as it may. */
    private Connection connection() {
        try {
            return database.take();
        } catch (SQLException e) {
            throw SqlFailures.unavailable(FAILED, e);
        }
    }

    private static List<Supplier<TransferPage>> pages(List<PageQuery> queries, PreparedStatement statement)
            throws SQLException {
        List<Supplier<TransferPage>> pages = new ArrayList<>(queries.size());
        statement.execute();
        for (PageQuery query : queries) {
            try (ResultSet rows = statement.getResultSet()) {
                pages.add(page(query, rows));
            }
            statement.getMoreResults();
        }
        return pages;
    }

    /** Reads one row more than asked for, which tells whether more follow. Only the page that has a bad row fails. */
    private static Supplier<TransferPage> page(PageQuery query, ResultSet result) throws SQLException {
        try {
            List<VolumeTransfer> rows = TransferRows.read(result, query.project());
            boolean more = rows.size() > query.limit();
            TransferPage page = new TransferPage(more ? rows.subList(0, query.limit()) : rows, more);
            return () -> page;
        } catch (InvalidValueException e) {
            return () -> {
                throw SqlFailures.unavailable("a stored row of project " + query.project() + " is no transfer", e);
            };
        }
    }
}
