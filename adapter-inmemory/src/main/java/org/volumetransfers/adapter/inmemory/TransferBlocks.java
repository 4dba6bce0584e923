package org.volumetransfers.adapter.inmemory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import org.volumetransfers.domain.TransferOrder;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * One version of a project: its transfers in order, cut into blocks. Immutable; each change returns a new version, which
 * shares the blocks that have not changed. {@link InMemoryTransferQuery} has a picture.
 *
 * <p>A block holds 1 to {@value #FULL} transfers, and two neighbours together more than half of that, so that the number
 * of blocks stays in proportion to the number of transfers.
 */
final class TransferBlocks {

    static final int FULL = 1024;
    static final int HALF = FULL / 2;
    static final TransferBlocks EMPTY = new TransferBlocks(List.of());
    static final Comparator<VolumeTransfer> ORDER =
            Comparator.comparing(VolumeTransfer::position, TransferOrder.CREATED_AT_THEN_ID);

    private static final TransferPage EMPTY_PAGE = new TransferPage(List.of(), false);

    final VolumeTransfer[][] blocks;
    /** For each block, the number of transfers in it and before it. */
    final int[] ends;

    private TransferBlocks(List<VolumeTransfer[]> blocks) {
        this.blocks = blocks.toArray(VolumeTransfer[][]::new);
        this.ends = new int[this.blocks.length];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += this.blocks[i].length;
            ends[i] = end;
        }
    }

    /** Returns full blocks of transfers that are in order. */
    static TransferBlocks of(List<VolumeTransfer> sorted) {
        List<VolumeTransfer[]> blocks = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += FULL) {
            int to = Math.min(from + FULL, sorted.size());
            blocks.add(sorted.subList(from, to).toArray(VolumeTransfer[]::new));
        }
        return new TransferBlocks(blocks);
    }

    int size() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    /**
     * Adds a transfer. A full block is cut at the new transfer, but never in its first half: transfers that are added in
     * order leave full blocks, others leave blocks at least half full.
     *
     * @param added a transfer at a position where there is none
     */
    TransferBlocks with(VolumeTransfer added) {
        if (blocks.length == 0) {
            return of(List.of(added));
        }
        TransferPosition position = added.position();
        int index = Math.min(blockAt(position), blocks.length - 1);
        VolumeTransfer[] block = blocks[index];
        int at = firstAfter(position, block);
        VolumeTransfer[] longer = Arrays.copyOf(block, block.length + 1);
        System.arraycopy(block, at, longer, at + 1, block.length - at);
        longer[at] = added;
        if (longer.length <= FULL) {
            return replace(index, longer);
        }
        int cut = Math.max(HALF, at);
        return replace(index, Arrays.copyOf(longer, cut), Arrays.copyOfRange(longer, cut, longer.length));
    }

    /** Removes the transfer at the position of the given one, where there must be one. */
    TransferBlocks without(VolumeTransfer removed) {
        TransferPosition position = removed.position();
        int index = blockAt(position);
        VolumeTransfer[] block = blocks[index];
        if (block.length == 1) {
            return replace(index);
        }
        int after = firstAfter(position, block);
        VolumeTransfer[] shorter = Arrays.copyOf(block, block.length - 1);
        System.arraycopy(block, after, shorter, after - 1, block.length - after);
        return replace(index, shorter);
    }

    /** Replaces a block by others, and joins neighbours that have become short. */
    private TransferBlocks replace(int index, VolumeTransfer[]... parts) {
        List<VolumeTransfer[]> all = Arrays.asList(blocks);
        List<VolumeTransfer[]> next = new ArrayList<>(blocks.length + 1);
        next.addAll(all.subList(0, index));
        for (VolumeTransfer[] part : parts) {
            append(part, next);
        }
        if (index + 1 < blocks.length) {
            append(blocks[index + 1], next);
            next.addAll(all.subList(index + 2, blocks.length));
        }
        return new TransferBlocks(next);
    }

    private static void append(VolumeTransfer[] block, List<VolumeTransfer[]> next) {
        int last = next.size() - 1;
        if (last < 0 || next.get(last).length + block.length > HALF) {
            next.add(block);
            return;
        }
        VolumeTransfer[] left = next.get(last);
        VolumeTransfer[] joined = Arrays.copyOf(left, left.length + block.length);
        System.arraycopy(block, 0, joined, left.length, block.length);
        next.set(last, joined);
    }

    /** Returns the page after a position and some more transfers. */
    TransferPage pageAfter(TransferPosition position, long offset, int limit) {
        int count = countThrough(position);
        return offset >= size() - count ? EMPTY_PAGE : pageFrom(count + offset, limit);
    }

    /** Returns the page after some transfers. */
    TransferPage pageFrom(long offset, int limit) {
        int size = size();
        if (offset >= size) {
            return EMPTY_PAGE;
        }
        int from = (int) offset;
        VolumeTransfer[] page = new VolumeTransfer[Math.min(limit, size - from)];
        int block = first(ends.length, i -> ends[i] > from);
        int at = from - (block == 0 ? 0 : ends[block - 1]);
        for (int filled = 0; filled < page.length; block++) {
            int taken = Math.min(blocks[block].length - at, page.length - filled);
            System.arraycopy(blocks[block], at, page, filled, taken);
            filled += taken;
            at = 0;
        }
        return new TransferPage(List.of(page), from + page.length < size);
    }

    /** Returns the number of transfers at this position and before it. */
    private int countThrough(TransferPosition position) {
        int block = blockAt(position);
        if (block == blocks.length) {
            return size();
        }
        return (block == 0 ? 0 : ends[block - 1]) + firstAfter(position, blocks[block]);
    }

    /** Returns the first block that ends at this position or after it; the number of blocks if there is none. */
    private int blockAt(TransferPosition position) {
        return first(blocks.length, i -> compare(blocks[i][blocks[i].length - 1], position) >= 0);
    }

    /** Returns the index of the first transfer after this position; the length of the block if there is none. */
    private static int firstAfter(TransferPosition position, VolumeTransfer[] block) {
        return first(block.length, i -> compare(block[i], position) > 0);
    }

    /** Returns the first index for which a condition holds that holds for all higher ones; the count if it never does. */
    private static int first(int count, IntPredicate holds) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (holds.test(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static int compare(VolumeTransfer transfer, TransferPosition position) {
        return TransferOrder.CREATED_AT_THEN_ID.compare(transfer.position(), position);
    }
}
