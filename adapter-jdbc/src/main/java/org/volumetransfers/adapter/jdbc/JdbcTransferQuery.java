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
 * Reads pages by SQL. Blocks for at most the time-outs of {@link JdbcConfig}, holds no connection between two pages, and
 * relies on no state of a session. Uses plain JDBC, since the overhead of JDBI for each handle and statement equals all
 * other work for a small page.
 */
final class JdbcTransferQuery implements TransferQuery {

    /**
     * A page starts after a position; the first page after one that precedes all others. So the planner always sees the
     * bounds and the order of the listing index, with or without statistics, and never sorts. The bound on
     * {@code created_at} alone is redundant, but the only one that postgres_fdw sends to a remote partition.
     */
    private static final String LISTING = """
            select %1$s
            from %2$s
            where project_id = ?
              and status = 'pending'
              and created_at >= ?
              and (created_at, id) > (?, ?)
            order by created_at, id
            """;

    private static final String ANY_PAGE = LISTING + "limit ? offset ?";

    /** The most rows of a short page, the one that tells whether more follow included. */
    private static final int SHORT = 257;

    /**
     * A short page without an offset. For the statement above, PostgreSQL assumes that the limit is a tenth of all rows, and
     * therefore makes a new plan for each execution, which takes longer than reading 20 rows. The constant keeps its estimate
     * small, so that it keeps its plan.
     */
    private static final String SHORT_PAGE =
            "select %1$s from (" + LISTING + "limit " + SHORT + ") as page order by created_at, id limit ?";

    private static final String FAILED = "page could not be read";

    /** The most pages in one round trip: more gain little, and the first of them would wait longer. */
    static final int MAX_BATCH = 4;

    private final Reads reads;
    private final List<String> anyPages;
    private final List<String> shortPages;

    /** Where a page starts: after a position, and a number of rows further on. */
    private record Start(OffsetDateTime createdAt, String id, long offset) {

        /** Sent to the database as {@code -infinity}. */
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

    JdbcTransferQuery(Reads reads, TransferTable table) {
        this.reads = reads;
        this.anyPages = byNumber(anyPage(table));
        this.shortPages = byNumber(shortPage(table));
    }

    static String anyPage(TransferTable table) {
        return ANY_PAGE.formatted(TransferRows.COLUMNS, table.sql());
    }

    static String shortPage(TransferTable table) {
        return SHORT_PAGE.formatted(TransferRows.COLUMNS, table.sql());
    }

    private static List<String> byNumber(String page) {
        return IntStream.rangeClosed(0, MAX_BATCH)
                .mapToObj(pages -> String.join(";", Collections.nCopies(pages, page)))
                .toList();
    }

    @Override
    public TransferPage page(PageQuery query) {
        return read(List.of(query)).get(0).get();
    }

    /**
     * Reads at most {@value #MAX_BATCH} pages in one round trip and one transaction. If the data of one page fails them all, they are read one by one.
     *
     * @return a supplier for each query, which returns the page or throws what its query failed with
     * @throws BackendUnavailableException if no page could be read
     */
    List<Supplier<TransferPage>> read(List<PageQuery> queries) {
        try {
            return reads.run(FAILED, connection -> pages(connection, queries));
        } catch (BackendUnavailableException e) {
            if (queries.size() == 1 || !SqlFailures.mayConcernOnePage(e)) {
                throw e;
            }
            return queries.stream().map(this::readAlone).toList();
        }
    }

    private Supplier<TransferPage> readAlone(PageQuery query) {
        try {
            return read(List.of(query)).get(0);
        } catch (BackendUnavailableException e) {
            return () -> {
                throw e;
            };
        }
    }

    private List<Supplier<TransferPage>> pages(Connection connection, List<PageQuery> queries) throws SQLException {
        boolean allShort = queries.stream().allMatch(JdbcTransferQuery::isShort);
        String sql = (allShort ? shortPages : anyPages).get(queries.size());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            reads.bound(statement);
            bind(statement, queries, !allShort);
            statement.execute();
            List<Supplier<TransferPage>> pages = new ArrayList<>(queries.size());
            for (PageQuery query : queries) {
                try (ResultSet rows = statement.getResultSet()) {
                    pages.add(page(query, rows));
                }
                statement.getMoreResults();
            }
            return pages;
        }
    }

    private static boolean isShort(PageQuery query) {
        return query.limit() < SHORT && Start.of(query.start()).offset() == 0;
    }

    /** Asks for one row more than the limit, which tells whether more follow. */
    private static void bind(PreparedStatement statement, List<PageQuery> queries, boolean offsets)
            throws SQLException {
        int parameter = 1;
        for (PageQuery query : queries) {
            Start start = Start.of(query.start());
            statement.setString(parameter++, query.project().value());
            statement.setObject(parameter++, start.createdAt());
            statement.setObject(parameter++, start.createdAt());
            statement.setString(parameter++, start.id());
            statement.setLong(parameter++, query.limit() + 1L);
            if (offsets) {
                statement.setLong(parameter++, start.offset());
            }
        }
    }

    private static Supplier<TransferPage> page(PageQuery query, ResultSet result) throws SQLException {
        try {
            List<VolumeTransfer> rows = TransferRows.read(result, query.project());
            boolean more = rows.size() > query.limit();
            TransferPage page = new TransferPage(more ? rows.subList(0, query.limit()) : rows, more);
            return () -> page;
        } catch (InvalidValueException e) {
            return () -> {
                throw TransferRows.unreadable(query.project(), e);
            };
        }
    }
}
