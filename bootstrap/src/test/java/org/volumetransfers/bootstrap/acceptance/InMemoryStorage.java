package org.volumetransfers.bootstrap.acceptance;

import java.util.Collection;
import org.volumetransfers.adapter.inmemory.InMemoryTransferQuery;
import org.volumetransfers.application.port.out.PendingTransfers;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.application.service.BlockingPendingTransfers;
import org.volumetransfers.application.service.BlockingTransferPages;
import org.volumetransfers.domain.VolumeTransfer;

/** Storage in memory. */
final class InMemoryStorage implements Storage {

    private final InMemoryTransferQuery transfers = new InMemoryTransferQuery();

    @Override
    public TransferPages pages() {
        return BlockingTransferPages.direct(transfers);
    }

    @Override
    public PendingTransfers pending() {
        return BlockingPendingTransfers.direct(transfers);
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
        // Holds no resources.
    }
}
