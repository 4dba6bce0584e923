package org.volumetransfers.bootstrap;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.volumetransfers.adapter.inmemory.InMemoryTransferQuery;
import org.volumetransfers.adapter.jdbc.JdbcStorage;
import org.volumetransfers.application.port.out.PendingTransfers;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.application.service.BlockingPendingTransfers;
import org.volumetransfers.application.service.BlockingTransferPages;
import org.volumetransfers.bootstrap.metrics.ServerMetrics;

/**
 * An open storage of any kind.
 *
 * @param ready as specified by {@link TransferServer#storageReady}
 */
record Storage(
        TransferPages pages,
        PendingTransfers pending,
        CompletionStage<Void> ready,
        Dependency dependency,
        Runnable close) {

    private static final String NAME = "storage";

    static Storage open(StorageChoice choice, ServerMetrics metrics) {
        return choice.match(Storage::inMemory, jdbc -> jdbc(jdbc, metrics));
    }

    private static Storage inMemory(StorageChoice.InMemory choice) {
        InMemoryTransferQuery transfers = new InMemoryTransferQuery();
        transfers.putAll(choice.transfers());
        return new Storage(
                BlockingTransferPages.direct(transfers),
                BlockingPendingTransfers.direct(transfers),
                CompletableFuture.completedStage(null),
                Dependency.internal(NAME),
                () -> {});
    }

    private static Storage jdbc(StorageChoice.Jdbc choice, ServerMetrics metrics) {
        JdbcStorage database = JdbcStorage.open(choice.database(), choice.schema());
        metrics.storage(database::queued, database::observePool);
        return new Storage(
                database.pages(),
                database.pending(),
                database.schemaInPlace(),
                new Dependency(NAME, true, database::silence, database::check),
                database::close);
    }
}
