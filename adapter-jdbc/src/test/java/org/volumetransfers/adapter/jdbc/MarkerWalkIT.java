package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** Walks by marker while another program inserts, accepts and deletes transfers, among them the markers. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class MarkerWalkIT {

    private static final ProjectId P = new ProjectId("p");
    private static final int ROUNDS = 15;

    private final JdbcConfig database = Databases.fresh();

    @Test
    void walkReadsEachTransferThatExistsThroughoutOnce() {
        List<VolumeTransfer> lasting = SampleTransfers.plainRows(P, 3_000);
        try (JdbcStorage storage = JdbcStorage.open(database, SchemaMode.MIGRATE)) {
            Databases.seedPending(database, lasting);
            CompletableFuture<Void> writer = CompletableFuture.runAsync(this::write);
            do {
                List<VolumeTransfer> read = walk(storage.transfers());
                read.removeIf(transfer -> transfer.id().value().startsWith("passing"));
                assertEquals(lasting, read);
            } while (!writer.isDone());
            writer.join();
        }
    }

    /** Adds transfers all over the list, between those that last, and ends them in the next round. */
    private void write() {
        for (int round = 0; round < ROUNDS; round++) {
            Databases.run(
                    database,
                    "update volume_transfer set status = case when random() < 0.5 then 'accepted' else 'deleted' end"
                            + " where status = 'pending' and id like 'passing%'",
                    "insert into volume_transfer select 'p', 'passing " + round + " ' || n, 'v', null,"
                            + " timestamptz '2024-02-27 10:00:00Z' + n * interval '3 seconds'"
                            + " from generate_series(0, 999) as n");
        }
    }

    private static List<VolumeTransfer> walk(TransferQuery query) {
        TransferPage page = query.page(PageQuery.atOffset(P, 0, 100));
        List<VolumeTransfer> read = new ArrayList<>(page.transfers());
        while (page.more()) {
            VolumeTransfer last = read.get(read.size() - 1);
            page = query.page(PageQuery.afterMarker(P, last.id(), 0, 100));
            read.addAll(page.transfers());
        }
        return read;
    }
}
