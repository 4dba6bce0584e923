package org.volumetransfers.bootstrap.acceptance;

import java.util.Collection;
import java.util.concurrent.Executor;
import org.volumetransfers.adapter.inmemory.InMemoryTransferQuery;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** The storage in memory, its work done where the request is read. */
final class InMemoryStorage implements Storage {

    private final InMemoryTransferQuery transfers = new InMemoryTransferQuery();

    @Override
    public TransferQuery transfers() {
        return transfers;
    }

    @Override
    public Executor work() {
        return Runnable::run;
    }

    @Override
    public void add(Collection<VolumeTransfer> added) {
        transfers.putAll(added);
    }

    @Override
    public void remove(VolumeTransfer transfer) {
        transfers.remove(transfer.project(), transfer.id());
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
