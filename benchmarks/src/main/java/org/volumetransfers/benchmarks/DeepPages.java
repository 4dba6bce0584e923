package org.volumetransfers.benchmarks;

import java.io.IOException;
import java.util.List;
import org.volumetransfers.adapter.jdbc.JdbcConfig;
import org.volumetransfers.adapter.jdbc.JdbcStorage;
import org.volumetransfers.adapter.jdbc.SchemaMode;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;

/** Pages of a hundred, shallow and deep, of the large project in PostgreSQL; at the port, where HTTP hides nothing. */
final class DeepPages {

    static final int LIMIT = 100;

    private DeepPages() {}

    /** The depths that are read, of a project with so many transfers. */
    static List<Integer> offsets(int rows) {
        return List.of(0, rows / 100, rows / 10, rows - LIMIT);
    }

    static void run(Samples samples, Postgres postgres, Effort effort) throws IOException, InterruptedException {
        ProjectId project = new ProjectId(Rows.DEEP_PROJECT);
        JdbcConfig config = JdbcConfig.to(postgres.jdbcUrl(), Postgres.USER, "")
                .withPoolSize(1)
                .withDeepPages(true);
        JdbcStorage.open(config, SchemaMode.MIGRATE).close();
        postgres.sql("vacuum (analyze)");
        try (JdbcStorage storage = JdbcStorage.open(config, SchemaMode.CHECK)) {
            TransferQuery transfers = storage.transfers();
            List<Integer> offsets = offsets(effort.deepRows());
            for (int offset : offsets) {
                page(transfers, PageQuery.atOffset(project, offset, LIMIT));
            }
            for (int round = 0; round < effort.deepPages(); round++) {
                for (int depth = 0; depth < offsets.size(); depth++) {
                    PageQuery query = PageQuery.atOffset(project, offsets.get(depth), LIMIT);
                    long begin = System.nanoTime();
                    page(transfers, query);
                    samples.add("deep/" + depth, (System.nanoTime() - begin) / 1e6);
                }
            }
        }
    }

    private static void page(TransferQuery transfers, PageQuery query) {
        TransferPage page = transfers.page(query);
        if (page.transfers().size() != LIMIT) {
            throw new IllegalStateException("a page of " + page.transfers().size());
        }
    }
}
