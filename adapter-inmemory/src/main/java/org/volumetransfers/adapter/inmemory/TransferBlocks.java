package org.volumetransfers.adapter.inmemory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.volumetransfers.domain.PageStart;
import org.volumetransfers.domain.TransferOrder;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * One version of a project: its transfers in order, cut into blocks. Never changes; {@link NextVersion} makes the next.
 *
 * <pre>
 * blocks  [ [a b c d] [e f] [g h i] ]
 * ends    [     4       6      9    ]     how many transfers stand in this block and before it
 * </pre>
 *
 * <p>A block holds 1 to {@value #FULL} transfers, and two neighbours together more than half of that, so that the number
 * of blocks stays in proportion to the number of transfers whatever is removed. The arrays are exactly as long as their
 * content: a block that is not full takes no more memory, it only makes the list of blocks longer.
 */
final class TransferBlocks {

    static final int FULL = 1024;
    static final int HALF = FULL / 2;
    static final TransferBlocks EMPTY = new TransferBlocks(new VolumeTransfer[0][], new int[0]);
    static final Comparator<VolumeTransfer> ORDER =
            Comparator.comparing(VolumeTransfer::position, TransferOrder.CREATED_AT_THEN_ID);

    private static final TransferPage EMPTY_PAGE = new TransferPage(List.of(), false);

    /** In order; none is empty. Shared with other versions: never written to. */
    final VolumeTransfer[][] blocks;
    /** For each block how many transfers stand in it and before it. Never written to. */
    final int[] ends;

    TransferBlocks(VolumeTransfer[][] blocks, int[] ends) {
        this.blocks = blocks;
        this.ends = ends;
    }

    int size() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    TransferPage page(PageStart start, int limit) {
        return start.map(offset -> pageFrom(offset, limit), position -> pageFrom(countThrough(position), limit));
    }

    private TransferPage pageFrom(long offset, int limit) {
        int size = size();
        if (offset >= size) {
            return EMPTY_PAGE;
        }
        int from = (int) offset;
        VolumeTransfer[] page = new VolumeTransfer[Math.min(limit, size - from)];
        int found = Arrays.binarySearch(ends, from);
        int block = found >= 0 ? found + 1 : -(found + 1);
        int at = from - (block == 0 ? 0 : ends[block - 1]);
        for (int filled = 0; filled < page.length; block++) {
            int taken = Math.min(blocks[block].length - at, page.length - filled);
            System.arraycopy(blocks[block], at, page, filled, taken);
            filled += taken;
            at = 0;
        }
        // List.of makes the one copy that the page then takes as it is.
        return new TransferPage(List.of(page), from + page.length < size);
    }

    /** How many transfers stand at this position or before it. */
    private int countThrough(TransferPosition position) {
        int block = blockFor(position, 0);
        if (block == blocks.length) {
            return size();
        }
        int before = block == 0 ? 0 : ends[block - 1];
        return before + firstAfter(position, blocks[block], 0);
    }

    /**
     * The block where this position lies: the first, of those from {@code from} on, that ends at it or behind it.
     *
     * @return the number of blocks when all of them end before it
     */
    int blockFor(TransferPosition position, int from) {
        int low = from;
        int high = blocks.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            VolumeTransfer[] block = blocks[middle];
            if (compare(block[block.length - 1], position) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The index, {@code from} or greater, of the first transfer behind this position; the length when there is none. */
    static int firstAfter(TransferPosition position, VolumeTransfer[] sorted, int from) {
        int low = from;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(sorted[middle], position) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int compare(VolumeTransfer transfer, TransferPosition position) {
        return TransferOrder.CREATED_AT_THEN_ID.compare(transfer.position(), position);
    }
}
