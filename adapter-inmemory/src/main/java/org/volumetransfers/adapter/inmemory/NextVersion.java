package org.volumetransfers.adapter.inmemory;

import java.util.Arrays;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * Makes the next version of a project out of the last one: goes from one block that changes to the next, writes that one
 * anew, and shares all blocks between.
 *
 * <pre>
 * last   [ A | B | C | D | E | F ]      a transfer of B goes, two come into E, which is full
 *          |       |   |       |
 * next   [ A | B'| C | D | E'| E"| F ]
 * </pre>
 *
 * <p>A block that becomes too long is cut where the newest transfer stands, within its second half: transfers that come
 * in order leave full blocks behind them, others leave blocks at least half full. A block that becomes short is joined
 * with a neighbour where both together fill at most half a block; one that becomes empty vanishes.
 */
final class NextVersion {

    private static final VolumeTransfer[] NO_BLOCK = {};

    private final TransferBlocks last;
    private final VolumeTransfer[] removed;
    private final VolumeTransfer[] added;
    private int nextRemoved;
    private int nextAdded;

    private VolumeTransfer[][] blocks;
    private int[] ends;
    private int count;

    private NextVersion(TransferBlocks last, VolumeTransfer[] removed, VolumeTransfer[] added) {
        this.last = last;
        this.removed = removed;
        this.added = added;
        this.blocks = new VolumeTransfer[last.blocks.length][];
        this.ends = new int[last.blocks.length];
    }

    /**
     * Applies changes.
     *
     * @param last the version to start from
     * @param removed which of its transfers go, in order
     * @param added which transfers come, in order; at a place where one already stands only when that one goes
     * @return the version with these changes
     */
    static TransferBlocks of(TransferBlocks last, VolumeTransfer[] removed, VolumeTransfer[] added) {
        return new NextVersion(last, removed, added).make();
    }

    private TransferBlocks make() {
        int unread = 0;
        while (nextRemoved < removed.length || nextAdded < added.length) {
            VolumeTransfer change =
                    removalIsNext(removed.length, added.length) ? removed[nextRemoved] : added[nextAdded];
            int changing = last.blockFor(change.position(), unread);
            if (changing == last.blocks.length && changing > unread) {
                // Behind all transfers: goes into the last block.
                changing--;
            }
            share(unread, changing);
            rewrite(changing);
            unread = changing + 1;
        }
        share(unread, last.blocks.length);
        return count == blocks.length
                ? new TransferBlocks(blocks, ends)
                : new TransferBlocks(Arrays.copyOf(blocks, count), Arrays.copyOf(ends, count));
    }

    /** At the same place the old one goes before the new one comes. */
    private boolean removalIsNext(int removedEnd, int addedEnd) {
        return nextRemoved < removedEnd
                && (nextAdded == addedEnd || TransferBlocks.ORDER.compare(removed[nextRemoved], added[nextAdded]) <= 0);
    }

    /** Writes a block anew, with all changes up to its end; the last block also with all changes behind it. */
    private void rewrite(int changing) {
        int removedEnd = removed.length;
        int addedEnd = added.length;
        VolumeTransfer[] block = changing < last.blocks.length ? last.blocks[changing] : NO_BLOCK;
        if (changing < last.blocks.length - 1) {
            TransferPosition end = block[block.length - 1].position();
            removedEnd = TransferBlocks.firstAfter(end, removed, nextRemoved);
            addedEnd = TransferBlocks.firstAfter(end, added, nextAdded);
        }
        VolumeTransfer[] run = new VolumeTransfer[block.length - (removedEnd - nextRemoved) + (addedEnd - nextAdded)];
        int length = 0;
        int unread = 0;
        int newest = 0;
        while (nextRemoved < removedEnd || nextAdded < addedEnd) {
            boolean removal = removalIsNext(removedEnd, addedEnd);
            VolumeTransfer change = removal ? removed[nextRemoved++] : added[nextAdded++];
            int behind = TransferBlocks.firstAfter(change.position(), block, unread);
            int kept = behind - unread - (removal ? 1 : 0);
            System.arraycopy(block, unread, run, length, kept);
            length += kept;
            unread = behind;
            if (!removal) {
                newest = length;
                run[length++] = change;
            }
        }
        System.arraycopy(block, unread, run, length, block.length - unread);
        cut(run, newest);
    }

    private void cut(VolumeTransfer[] run, int newest) {
        if (run.length <= TransferBlocks.FULL) {
            if (run.length > 0) {
                append(run);
            }
            return;
        }
        int from = 0;
        int to = Math.max(TransferBlocks.HALF, Math.min(newest, TransferBlocks.FULL));
        while (from < run.length) {
            append(Arrays.copyOfRange(run, from, to));
            from = to;
            to = Math.min(run.length - from, TransferBlocks.FULL) + from;
        }
    }

    /** Takes over blocks of the last version. Only the first of them can have got a new neighbour to be joined with. */
    private void share(int from, int to) {
        if (from >= to) {
            return;
        }
        append(last.blocks[from]);
        int more = to - from - 1;
        makeRoom(more);
        System.arraycopy(last.blocks, from + 1, blocks, count, more);
        int shift = ends[count - 1] - last.ends[from];
        for (int i = 0; i < more; i++) {
            ends[count + i] = last.ends[from + 1 + i] + shift;
        }
        count += more;
    }

    private void append(VolumeTransfer[] block) {
        if (count > 0 && blocks[count - 1].length + block.length <= TransferBlocks.HALF) {
            VolumeTransfer[] left = blocks[count - 1];
            VolumeTransfer[] joined = Arrays.copyOf(left, left.length + block.length);
            System.arraycopy(block, 0, joined, left.length, block.length);
            blocks[count - 1] = joined;
            ends[count - 1] += block.length;
            return;
        }
        makeRoom(1);
        blocks[count] = block;
        ends[count] = (count == 0 ? 0 : ends[count - 1]) + block.length;
        count++;
    }

    private void makeRoom(int more) {
        if (count + more > blocks.length) {
            int capacity = count + more + count / 2;
            blocks = Arrays.copyOf(blocks, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
    }
}
