package org.volumetransfers.benchmarks;

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
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;

/**
 * Pages of a hundred at several depths of a large project, measured at the port {@link TransferQuery}, without HTTP. A page
 * by offset walks over all transfers before it; a page after a position does not.
 */
final class DeepPages {

    static final int LIMIT = 100;

    private static final int PAGES_FROM_MEMORY = 200_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ProjectId PROJECT = new ProjectId(Rows.DEEP_PROJECT);

    private DeepPages() {}

    /** Returns the measured depths, from the first to the last page of a project with the given number of transfers. */
    static List<Integer> depths(int rows) {
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

    /** Measures PostgreSQL, whose table must be filled. */
    static void onPostgres(Samples samples, Postgres postgres, Effort effort) {
        JdbcConfig config = JdbcConfig.to(postgres.jdbcUrl(), Postgres.USER, "")
                .withPoolSize(1)
                .withTimeouts(TIMEOUT, TIMEOUT, TIMEOUT.multipliedBy(2));
        try (JdbcStorage storage = JdbcStorage.open(config, SchemaMode.CHECK)) {
            TransferQuery transfers = storage.transfers();
            List<Integer> depths = depths(effort.deepRows());
            List<PageQuery> byOffset = depths.stream()
                    .map(depth -> PageQuery.atOffset(PROJECT, depth, LIMIT))
                    .toList();
            List<PageQuery> byPosition =
                    depths.stream().map(depth -> byPosition(transfers, depth)).toList();
            byOffset.forEach(query -> millis(transfers, query));
            byPosition.forEach(query -> millis(transfers, query));
            for (int round = 0; round < effort.deepPages(); round++) {
                for (int i = 0; i < depths.size(); i++) {
                    samples.add("deep-offset/" + i, millis(transfers, byOffset.get(i)));
                    samples.add("deep-position/" + i, millis(transfers, byPosition.get(i)));
                }
            }
        }
    }

    /** Returns the query for a page that follows a number of transfers, as a walk through all pages reads it. */
    private static PageQuery byPosition(TransferQuery transfers, int depth) {
        if (depth == 0) {
            return PageQuery.atOffset(PROJECT, 0, LIMIT);
        }
        TransferPosition last = transfers
                .page(PageQuery.atOffset(PROJECT, depth - 1L, 1))
                .transfers()
                .get(0)
                .position();
        return PageQuery.after(PROJECT, last, LIMIT);
    }

    private static double millis(TransferQuery transfers, PageQuery query) {
        long begin = System.nanoTime();
        TransferPage page = transfers.page(query);
        double millis = (System.nanoTime() - begin) / 1e6;
        if (page.transfers().size() != LIMIT) {
            throw new IllegalStateException("a page of " + page.transfers().size());
        }
        return millis;
    }
}
