package org.volumetransfers.adapter.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.VolumeTransfer;

class TransferBlocksTest {

    private static TransferBlocks put(TransferBlocks version, List<VolumeTransfer> transfers) {
        TransferBlocks next = version;
        for (VolumeTransfer transfer : transfers) {
            next = next.with(transfer);
        }
        return next;
    }

    private static TransferBlocks remove(TransferBlocks version, List<VolumeTransfer> transfers) {
        TransferBlocks next = version;
        for (VolumeTransfer transfer : transfers) {
            next = next.without(transfer);
            BlockRules.check(next);
        }
        return next;
    }

    private static List<Integer> lengths(TransferBlocks version) {
        List<Integer> lengths = new ArrayList<>();
        for (VolumeTransfer[] block : version.blocks) {
            lengths.add(block.length);
        }
        return lengths;
    }

    @Nested
    class Filling {

        @Test
        void transfersAddedInOrderLeaveFullBlocks() {
            TransferBlocks version = put(TransferBlocks.EMPTY, Transfers.rising(0, 3 * 1024 + 1));
            assertEquals(List.of(1024, 1024, 1024, 1), lengths(version));
        }

        @Test
        void transfersAddedAtOnceFillBlocks() {
            assertEquals(List.of(1024, 1024, 452), lengths(TransferBlocks.of(Transfers.rising(0, 2500))));
            assertEquals(List.of(), lengths(TransferBlocks.of(List.of())));
        }

        @Test
        void transfersAddedSlightlyOutOfOrderLeaveNearlyFullBlocks() {
            List<VolumeTransfer> transfers = Transfers.rising(0, 100_000);
            Random random = new Random(1);
            for (int i = 0; i + 8 < transfers.size(); i += 8) {
                Collections.swap(transfers, i, i + random.nextInt(8));
            }
            TransferBlocks version = put(TransferBlocks.EMPTY, transfers);
            assertTrue(version.blocks.length < 110, version.blocks.length + " blocks");
        }

        @Test
        void transfersAddedInAnyOrderLeaveBlocksHalfFullOnAverage() {
            List<VolumeTransfer> transfers = Transfers.rising(0, 50_000);
            Collections.shuffle(transfers, new Random(1));
            TransferBlocks version = put(TransferBlocks.EMPTY, transfers);
            BlockRules.check(version);
            assertTrue(version.blocks.length < 50_000 / 512, version.blocks.length + " blocks");
        }
    }

    @Nested
    class Batches {

        private final ProjectTransfers project = new ProjectTransfers();

        private void put(List<VolumeTransfer> transfers) {
            project.put(transfers.stream()
                    .collect(Collectors.toMap(VolumeTransfer::id, t -> t, (a, b) -> b, LinkedHashMap::new)));
            BlockRules.check(project.current());
        }

        @Test
        void smallBatchesInOrderLeaveFullBlocks() {
            for (int i = 0; i < 3000; i += 100) {
                put(Transfers.rising(i, i + 100));
            }
            assertEquals(List.of(1024, 1024, 952), lengths(project.current()));
        }

        @Test
        void aSmallBatchSharesUnchangedBlocks() {
            put(Transfers.rising(0, 4 * 1024));
            TransferBlocks before = project.current();
            put(Transfers.rising(4 * 1024 - 1, 4 * 1024 + 1));
            for (int i = 0; i < 3; i++) {
                assertSame(before.blocks[i], project.current().blocks[i]);
            }
        }
    }

    @Nested
    class Shrinking {

        @Test
        void aBlockThatBecomesEmptyIsDropped() {
            TransferBlocks version = put(TransferBlocks.EMPTY, Transfers.rising(0, 3 * 1024));
            TransferBlocks without = remove(version, Transfers.rising(1024, 2048));
            assertEquals(List.of(1024, 1024), lengths(without));
        }

        @Test
        void shortNeighboursAreJoined() {
            TransferBlocks version = put(TransferBlocks.EMPTY, Transfers.rising(0, 2 * 1024));
            version = remove(version, Transfers.rising(0, 824));
            assertEquals(List.of(200, 1024), lengths(version));
            version = remove(version, Transfers.rising(1500, 2048));
            assertEquals(List.of(200, 476), lengths(version));
            version = remove(version, Transfers.rising(1100, 1300));
            assertEquals(List.of(476), lengths(version));
        }

        @Test
        void shortBlocksThatBecomeNeighboursAreJoined() {
            TransferBlocks version = put(TransferBlocks.EMPTY, Transfers.rising(0, 3 * 1024));
            version = remove(version, Transfers.rising(0, 1000));
            version = remove(version, Transfers.rising(2048, 3048));
            assertEquals(List.of(24, 1024, 24), lengths(version));
            version = remove(version, Transfers.rising(1024, 2048));
            assertEquals(List.of(48), lengths(version));
        }

        @Test
        void removingTheLastTransferLeavesNoBlocks() {
            TransferBlocks version = put(TransferBlocks.EMPTY, Transfers.rising(0, 1));
            assertEquals(List.of(), lengths(remove(version, Transfers.rising(0, 1))));
        }
    }

    @Nested
    class Sharing {

        @Test
        void unchangedBlocksAreShared() {
            TransferBlocks before = put(TransferBlocks.EMPTY, Transfers.rising(0, 4 * 1024));
            TransferBlocks after = remove(before, Transfers.rising(1500, 1501));
            assertSame(before.blocks[0], after.blocks[0]);
            assertNotSame(before.blocks[1], after.blocks[1]);
            assertSame(before.blocks[2], after.blocks[2]);
            assertSame(before.blocks[3], after.blocks[3]);
        }

        @Test
        void aVersionNeverChanges() {
            TransferBlocks before = put(TransferBlocks.EMPTY, Transfers.rising(0, 2000));
            List<VolumeTransfer> first = List.of(before.blocks[0]);
            List<Integer> lengths = lengths(before);
            remove(put(before, Transfers.rising(5000, 9000)), Transfers.rising(0, 2000));
            assertEquals(first, List.of(before.blocks[0]));
            assertEquals(lengths, lengths(before));
            BlockRules.check(before);
        }
    }
}
