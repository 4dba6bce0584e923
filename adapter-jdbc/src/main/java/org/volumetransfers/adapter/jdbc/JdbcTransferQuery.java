package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.InvalidValueException;
import org.volumetransfers.domain.error.UnknownMarkerException;

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
    private static final String AFTER_POSITION = """
            select %1$s
            from %2$s
            where project_id = ?
              and status = 'pending'
              and created_at >= ?
              and (created_at, id) > (?, ?)
            order by created_at, id
            """;

    private static final String AFTER_MARKER = """
            select %1$s
            from %2$s
            where project_id = ?
              and status = 'pending'
              and created_at >= (select created_at from marker)
              and (created_at, id) > ((select created_at from marker), ?)
            order by created_at, id
            """;

    /**
     * Puts the marker, pending or not, before its page, so that no row at all means that it is unknown. Another query could
     * see another state of the database, or another replica, and take an unknown marker for the last row.
     */
    private static final String MARKER_FIRST = """
            with marker as (select %%1$s from %%2$s where project_id = ? and id = ?)
            select %%1$s from marker
            union all
            (%s)
            order by created_at, id
            """;

    /** Sent to the database as {@code -infinity}. */
    private static final OffsetDateTime BEFORE_ALL = OffsetDateTime.MIN;

    private static final String FAILED = "page could not be read";

    /** The most pages in one round trip: more gain little, and the first of them would wait longer. */
    static final int MAX_BATCH = 4;

    private final Reads reads;
    private final TransferTable table;
    private final Map<List<Form>, String> sqlByForms = new ConcurrentHashMap<>();

    /** The statements for the kinds of pages. */
    enum Form {
        SHORT_AFTER_POSITION(shortPage(AFTER_POSITION), true),
        LONG_AFTER_POSITION(longPage(AFTER_POSITION), false),
        SHORT_AFTER_MARKER(MARKER_FIRST.formatted(shortPage(AFTER_MARKER)), true),
        LONG_AFTER_MARKER(MARKER_FIRST.formatted(longPage(AFTER_MARKER)), false);

        /** The most rows of a short page, the one that tells whether more follow included. */
        private static final int SHORT = 257;

        private final String template;
        private final boolean isShort;

        Form(String template, boolean isShort) {
            this.template = template;
            this.isShort = isShort;
        }

        /**
         * Limits the rows. For a limit that is a parameter, PostgreSQL assumes a tenth of all rows, and therefore makes a new
         * plan for each execution, which takes longer than reading 20 rows. The constant around short pages keeps its estimate
         * small, so that it keeps its plan.
         */
        private static String shortPage(String rows) {
            return "select %1$s from (" + rows + "limit " + SHORT + ") as page order by created_at, id limit ?";
        }

        private static String longPage(String rows) {
            return rows + "limit ? offset ?";
        }

        static Form of(PageQuery query) {
            boolean fits = query.limit() < SHORT;
            return query.start()
                    .map(
                            offset -> fits && offset == 0 ? SHORT_AFTER_POSITION : LONG_AFTER_POSITION,
                            position -> fits ? SHORT_AFTER_POSITION : LONG_AFTER_POSITION,
                            marker -> fits && marker.offset() == 0 ? SHORT_AFTER_MARKER : LONG_AFTER_MARKER);
        }

        String sql(TransferTable table) {
            return template.formatted(TransferRows.COLUMNS, table.sql());
        }
    }

    JdbcTransferQuery(Reads reads, TransferTable table) {
        this.reads = reads;
        this.table = table;
    }

    @Override
    public TransferPage page(PageQuery query) {
        return read(List.of(query)).get(0).get();
    }

    /**
     * Reads at most {@value #MAX_BATCH} pages in one round trip and one transaction. If the data of one page fails them all,
     * they are read one by one.
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
        String sql = sqlByForms.computeIfAbsent(queries.stream().map(Form::of).toList(), this::sql);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            reads.bound(statement);
            int parameter = 1;
            for (PageQuery query : queries) {
                for (Object value : parameters(query)) {
                    statement.setObject(parameter++, value);
                }
            }
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

    private String sql(List<Form> forms) {
        return forms.stream().map(form -> form.sql(table)).collect(Collectors.joining(";"));
    }

    /** Asks for one row more than the limit, which tells whether more follow. */
    private static List<Object> parameters(PageQuery query) {
        String project = query.project().value();
        List<Object> parameters = new ArrayList<>(7);
        long skipped = query.start()
                .<Long>map(
                        offset -> {
                            parameters.addAll(List.of(project, BEFORE_ALL, BEFORE_ALL, ""));
                            return offset;
                        },
                        position -> {
                            OffsetDateTime time = position.createdAt().atOffset(ZoneOffset.UTC);
                            parameters.addAll(
                                    List.of(project, time, time, position.id().value()));
                            return 0L;
                        },
                        marker -> {
                            String id = marker.marker().value();
                            parameters.addAll(List.of(project, id, project, id));
                            return marker.offset();
                        });
        parameters.add(query.limit() + 1L);
        if (!Form.of(query).isShort) {
            parameters.add(skipped);
        }
        return parameters;
    }

    private static Supplier<TransferPage> page(PageQuery query, ResultSet result) throws SQLException {
        Optional<TransferId> marker = query.start()
                .map(offset -> Optional.empty(), position -> Optional.empty(), after -> Optional.of(after.marker()));
        if (marker.isPresent() && !result.next()) {
            return () -> {
                throw new UnknownMarkerException(marker.get().value());
            };
        }
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
