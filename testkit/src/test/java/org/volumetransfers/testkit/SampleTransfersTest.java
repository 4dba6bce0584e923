package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferOrder;
import org.volumetransfers.domain.VolumeTransfer;

class SampleTransfersTest {

    private static final ProjectId PROJECT = new ProjectId("p");

    @Test
    void documentedTransfersAreThoseOfTheExample() {
        List<VolumeTransfer> documented = SampleTransfers.documented();
        assertInOrder(documented);
        assertEquals(
                List.of("cac5c677-73a9-4288-bb9c-b2ebfb547377", "f26c0dee-d20d-4e80-8dee-a8d91b9742a1"),
                QueryTopic.ids(documented));
        assertEquals("first volume transfer", documented.get(0).name());
        assertEquals(
                "673db275-379f-41af-8371-e1652132b4c1",
                documented.get(1).volume().value());
    }

    @Test
    void plainTransfersAreOrderedByNumber() {
        List<VolumeTransfer> plain = SampleTransfers.plainRows(PROJECT, 100);
        assertEquals(100, plain.size());
        assertEquals(SampleTransfers.plain(PROJECT, 99), plain.get(99));
        assertInOrder(plain);
    }

    @Test
    void nastyTransfersAreInOrder() {
        assertInOrder(SampleTransfers.nasty(PROJECT));
        assertTrue(SampleTransfers.nasty(PROJECT).stream().anyMatch(transfer -> transfer.name() == null));
    }

    private static void assertInOrder(List<VolumeTransfer> transfers) {
        for (int i = 1; i < transfers.size(); i++) {
            VolumeTransfer one = transfers.get(i - 1);
            VolumeTransfer next = transfers.get(i);
            assertTrue(
                    TransferOrder.CREATED_AT_THEN_ID.compare(one.position(), next.position()) < 0,
                    () -> one + " precedes " + next);
        }
        assertEquals(transfers.size(), new HashSet<>(QueryTopic.ids(transfers)).size(), "ids are unique");
    }
}
