package org.volumetransfers.adapter.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.volumetransfers.domain.VolumeTransfer;

/** The invariants of each version. */
final class BlockRules {

    private BlockRules() {}

    static void check(TransferBlocks version) {
        assertEquals(version.blocks.length, version.ends.length);
        int count = 0;
        int neighbour = TransferBlocks.FULL;
        for (int i = 0; i < version.blocks.length; i++) {
            VolumeTransfer[] block = version.blocks[i];
            assertTrue(block.length >= 1 && block.length <= TransferBlocks.FULL, "a block of " + block.length);
            assertTrue(neighbour + block.length > TransferBlocks.HALF, neighbour + " beside " + block.length);
            count += block.length;
            assertEquals(count, version.ends[i]);
            neighbour = block.length;
        }
    }
}
