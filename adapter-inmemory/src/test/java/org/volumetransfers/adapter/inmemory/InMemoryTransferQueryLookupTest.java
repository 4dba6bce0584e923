package org.volumetransfers.adapter.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.volumetransfers.adapter.inmemory.Transfers.PROJECT;
import static org.volumetransfers.adapter.inmemory.Transfers.transfer;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.TransferLookupContract;

/** Memory is never unreachable, so the topic Failure is skipped. */
class InMemoryTransferQueryLookupTest extends TransferLookupContract {

    private final InMemoryTransferQuery storage = new InMemoryTransferQuery();
    private InMemoryTransferQuery seeded = storage;

    @Override
    protected TransferLookup holding(Collection<StoredTransfer> rows) {
        seeded = new InMemoryTransferQuery();
        rows.forEach(seeded::put);
        return seeded;
    }

    @Override
    protected TransferQuery query() {
        return seeded;
    }

    private void assertPosition(VolumeTransfer transfer) {
        assertEquals(Optional.of(transfer.position()), storage.position(PROJECT, transfer.id()));
    }

    @Test
    void aRemovedTransferKeepsItsPositionUntilItsIdIsPutAgain() {
        VolumeTransfer old = transfer("a", 1);
        storage.put(old);
        storage.remove(PROJECT, old.id());
        assertEquals(Optional.empty(), storage.find(PROJECT, old.id()));
        assertPosition(old);
        VolumeTransfer again = transfer("a", 2);
        storage.put(again);
        assertEquals(Optional.of(again), storage.find(PROJECT, old.id()));
        assertPosition(again);
        storage.remove(PROJECT, old.id());
        assertPosition(again);
    }

    @Test
    void aTransferThatIsPutAsEndedIsNoLongerPending() {
        storage.put(transfer("a", 1));
        storage.put(StoredTransfer.accepted(transfer("a", 1)));
        assertEquals(List.of(), Transfers.all(storage, PROJECT));
        assertEquals(Optional.empty(), storage.find(PROJECT, transfer("a", 1).id()));
        assertPosition(transfer("a", 1));
    }

    @Test
    void thePositionsOfTheLast10000EndedTransfersAreRemembered() {
        List<VolumeTransfer> transfers = Transfers.rising(0, 10_001);
        storage.putAll(transfers);
        VolumeTransfer first = transfers.get(0);
        transfers.subList(0, 10_000).forEach(ended -> storage.remove(PROJECT, ended.id()));
        assertPosition(first);
        // Ends again, and so becomes the latest.
        storage.put(StoredTransfer.deleted(first));
        storage.remove(PROJECT, transfers.get(10_000).id());
        assertEquals(
                Optional.empty(), storage.position(PROJECT, transfers.get(1).id()));
        assertPosition(first);
        transfers.subList(2, 10_001).forEach(this::assertPosition);
    }
}
