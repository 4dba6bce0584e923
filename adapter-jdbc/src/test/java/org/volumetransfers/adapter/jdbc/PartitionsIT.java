package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Summary;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** The contract of the paging port on {@code docs/partitions.sql}: the table in hash partitions by project. */
class PartitionsIT extends PostgresContract {

    private static JdbcConfig database;
    private static JdbcStorage storage;

    @BeforeAll
    static void open() {
        database = Databases.fresh();
        Databases.run(database, Scripts.read("partitions.sql", Map.of()));
        storage = JdbcStorage.open(database, SchemaMode.NONE);
    }

    @AfterAll
    static void close() {
        storage.close();
    }

    @Override
    JdbcConfig database() {
        return database;
    }

    @Override
    JdbcStorage storage() {
        return storage;
    }

    @Test
    void pageReadsOnlyTheIndexOfOnePartition() throws Exception {
        // Rows that are committed but not flushed yet are not visible to all, and a vacuum would skip them.
        Databases.run(database, "set synchronous_commit = on", """
                insert into volume_transfer
                select 'p' || n % 50, 'id-' || n, 'v', 'n', timestamptz '2024-01-01Z' + n * interval '1 second'
                from generate_series(1, 20000) as n
                """, "checkpoint", "vacuum (analyze) volume_transfer");
        try (Connection session = Databases.connect(database)) {
            PagePlan plans = new PagePlan(session);
            for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
                plans.mode(mode);
                for (String page : List.of(
                        "short_after_position ('p7', '-infinity', '-infinity', '', 21)",
                        "short_after_marker ('p7', 'id-1007', 'p7', 'id-1007', 21)")) {
                    String plan = plans.explain("explain (analyze, costs off, timing off)", page);
                    assertEquals(1, PagePlan.count("Index Only Scan", plan), mode + "\n" + plan);
                    assertEquals(page.contains("marker") ? 1 : 0, PagePlan.count("_pkey", plan), mode + "\n" + plan);
                    assertTrue(PagePlan.isReadInOrder(plan) && !plan.contains("Seq Scan"), mode + "\n" + plan);
                }
            }
        }
    }

    @Test
    void importWorksOnPartitions() {
        Databases.run(database, "delete from volume_transfer");
        List<VolumeTransfer> nasty = SampleTransfers.nasty(new ProjectId("p"));
        for (Summary expected : List.of(new Summary(nasty.size(), 0, 0), new Summary(0, 0, nasty.size()))) {
            try (JdbcTransferImport load = storage.startImport()) {
                nasty.forEach(transfer -> load.put(StoredTransfer.pending(transfer), 1, 1));
                assertEquals(expected, load.commit());
            }
        }
    }
}
