package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** The listings of a project by Cinder and by the tested one, reduced to the columns that Cinder shows. */
final class CinderListing {

    /** The query of Cinder 21 for {@code GET os-volume-transfer}, without the columns that are not shown. */
    private static final String CINDER_QUERY = """
            select transfers.id, transfers.display_name, transfers.volume_id
            from transfers, volumes
            where transfers.deleted = false and volumes.id = transfers.volume_id and volumes.project_id = ?
            order by transfers.created_at asc, transfers.id asc
            """;

    private CinderListing() {}

    /** The columns that Cinder shows of a transfer. */
    record Row(String id, @Nullable String name, String volume) {}

    /** Lists by the query of Cinder. */
    static List<Row> ofCinder(JdbcConfig database, String project) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = Databases.connect(database);
                var query = connection.prepareStatement(CINDER_QUERY)) {
            query.setString(1, project);
            try (var result = query.executeQuery()) {
                while (result.next()) {
                    rows.add(new Row(result.getString(1), result.getString(2), result.getString(3)));
                }
            }
        }
        return rows;
    }

    /** Lists by one page. */
    static List<Row> whole(TransferQuery query, ProjectId project) {
        return rows(query.page(PageQuery.atOffset(project, 0, Integer.MAX_VALUE)));
    }

    /** Lists by pages at offsets. */
    static List<Row> byOffset(TransferQuery query, ProjectId project, int limit) {
        List<Row> rows = new ArrayList<>();
        TransferPage page;
        do {
            page = query.page(PageQuery.atOffset(project, rows.size(), limit));
            rows.addAll(rows(page));
        } while (page.more());
        return rows;
    }

    /** Lists by pages after positions. */
    static List<Row> byPosition(TransferQuery query, ProjectId project, int limit) {
        return walk(query, project, limit, last -> PageQuery.after(project, last.position(), limit));
    }

    /** Lists by pages after markers. */
    static List<Row> byMarker(TransferQuery query, ProjectId project, int limit) {
        return walk(query, project, limit, last -> PageQuery.afterMarker(project, last.id(), 0, limit));
    }

    private static List<Row> walk(
            TransferQuery query, ProjectId project, int limit, Function<VolumeTransfer, PageQuery> next) {
        TransferPage page = query.page(PageQuery.atOffset(project, 0, limit));
        List<Row> rows = new ArrayList<>(rows(page));
        while (page.more()) {
            VolumeTransfer last = page.transfers().get(page.transfers().size() - 1);
            page = query.page(next.apply(last));
            rows.addAll(rows(page));
        }
        return rows;
    }

    private static List<Row> rows(TransferPage page) {
        return page.transfers().stream()
                .map(read ->
                        new Row(read.id().value(), read.name(), read.volume().value()))
                .toList();
    }
}
