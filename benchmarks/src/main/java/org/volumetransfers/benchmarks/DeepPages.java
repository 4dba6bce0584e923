package org.volumetransfers.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.volumetransfers.adapter.jdbc.JdbcConfig;
import org.volumetransfers.adapter.jdbc.JdbcStorage;
import org.volumetransfers.adapter.jdbc.SchemaMode;
import org.volumetransfers.benchmarks.steps.PageBenchmark;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;

/** Pages of a hundred at small and large offsets of a large project, measured at the port, without HTTP. */
final class DeepPages {

    static final int LIMIT = 100;

    private static final int PAGES_FROM_MEMORY = 200_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private DeepPages() {}

    /** Returns the measured offsets for a project with the given number of transfers. */
    static List<Integer> offsets(int rows) {
        return List.of(0, rows / 100, rows / 10, rows - LIMIT);
    }

    /** Measures storage in memory: many pages per sample, since one takes too little time; first and last ones in turn. */
    static void inMemory(Samples samples, Effort effort) {
        PageBenchmark pages = new PageBenchmark();
        pages.rows = effort.deepRows();
        pages.fill();
        nanos(pages::offsetZero);
        nanos(pages::offsetOfLastPage);
        for (int round = 0; round < effort.deepPages(); round++) {
            samples.add("deep-memory/first", nanos(pages::offsetZero));
            samples.add("deep-memory/last", nanos(pages::offsetOfLastPage));
        }
    }

    private static double nanos(Supplier<TransferPage> page) {
        long rows = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < PAGES_FROM_MEMORY; i++) {
            rows += page.get().transfers().size();
        }
        double nanos = (System.nanoTime() - begin) / (double) PAGES_FROM_MEMORY;
        if (rows != (long) LIMIT * PAGES_FROM_MEMORY) {
            throw new IllegalStateException("read " + rows + " transfers");
        }
        return nanos;
    }

    /** Measures PostgreSQL. */
    static void run(Samples samples, Postgres postgres, Effort effort) throws IOException, InterruptedException {
        ProjectId project = new ProjectId(Rows.DEEP_PROJECT);
        JdbcConfig config = JdbcConfig.to(postgres.jdbcUrl(), Postgres.USER, "")
                .withPoolSize(1)
                .withTimeouts(PATIENCE, PATIENCE, PATIENCE.multipliedBy(2))
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
