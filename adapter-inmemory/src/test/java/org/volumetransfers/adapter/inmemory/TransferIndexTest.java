package org.volumetransfers.adapter.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeTransfer;

class TransferIndexTest {

    private final TransferIndex index = new TransferIndex();

    private void put(VolumeTransfer transfer) {
        index.reserve(1);
        index.put(transfer);
    }

    @Test
    void findsWhatAMapFindsWhateverIsPutAndRemoved() {
        Map<TransferId, VolumeTransfer> map = new HashMap<>();
        List<VolumeTransfer> transfers = Transfers.rising(0, 2_000);
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            VolumeTransfer transfer = transfers.get(random.nextInt(transfers.size()));
            boolean growing = i / 20_000 % 2 == 0;
            if (random.nextInt(10) < (growing ? 7 : 2)) {
                index.reserve(1);
                assertSame(map.put(transfer.id(), transfer), index.put(transfer));
            } else {
                map.remove(transfer.id());
                index.remove(transfer.id());
            }
            TransferId any = transfers.get(random.nextInt(transfers.size())).id();
            assertSame(map.get(any), index.get(any));
        }
        transfers.forEach(transfer -> assertSame(map.get(transfer.id()), index.get(transfer.id())));
    }

    @Test
    void idsWithEqualHashesAreToldApart() {
        List<VolumeTransfer> transfers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            StringBuilder id = new StringBuilder();
            for (int bit = 0; bit < 6; bit++) {
                id.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            transfers.add(Transfers.transfer(id.toString(), i));
        }
        assertEquals(
                1,
                transfers.stream()
                        .map(transfer -> transfer.id().value().hashCode())
                        .distinct()
                        .count());
        transfers.forEach(this::put);
        for (int i = 0; i < transfers.size(); i += 2) {
            index.remove(transfers.get(i).id());
        }
        for (int i = 0; i < transfers.size(); i++) {
            VolumeTransfer transfer = transfers.get(i);
            if (i % 2 == 0) {
                assertNull(index.get(transfer.id()));
            } else {
                assertSame(transfer, index.get(transfer.id()));
            }
        }
    }

    @Test
    void aTableThatEmptiesGivesItsMemoryBack() {
        List<VolumeTransfer> transfers = Transfers.rising(0, 100_000);
        transfers.forEach(this::put);
        int largest = index.slots.length;
        assertTrue(largest >= 150_000 && largest <= 400_000, largest + " slots");
        transfers.subList(1_000, transfers.size()).forEach(transfer -> index.remove(transfer.id()));
        assertTrue(index.slots.length <= 8_192, index.slots.length + " slots");
        transfers.subList(0, 1_000).forEach(transfer -> assertSame(transfer, index.get(transfer.id())));
    }
}
