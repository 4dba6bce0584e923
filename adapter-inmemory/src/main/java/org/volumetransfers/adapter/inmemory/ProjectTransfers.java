package org.volumetransfers.adapter.inmemory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * The transfers of one project: the version that readers see, and the lock that lets writers replace it one at a time.
 *
 * <p>It ends when it becomes empty, and is then dropped from the map of projects. The end is decided under the lock, so
 * that no transfer can get into a project that is being dropped: {@link #put} refuses, and the caller starts the project
 * anew.
 *
 * <p>A write does whatever could fail (memory) before it changes anything.
 */
final class ProjectTransfers {

    private static final VolumeTransfer[] NONE = {};

    private final TransferIndex index = new TransferIndex();
    private volatile TransferBlocks current = TransferBlocks.EMPTY;
    private volatile boolean ended;

    /** Sorts transfers of one project; of those with the same id only the last one given stays. */
    static VolumeTransfer[] sortedWithoutDuplicates(List<VolumeTransfer> transfers) {
        TransferIndex latest = new TransferIndex();
        latest.reserve(transfers.size());
        // In the order given, which is often almost the right one, and then quick to sort.
        List<VolumeTransfer> firsts = new ArrayList<>(transfers.size());
        for (VolumeTransfer transfer : transfers) {
            if (latest.put(transfer) == null) {
                firsts.add(transfer);
            }
        }
        firsts.replaceAll(first -> Objects.requireNonNull(latest.get(first.id())));
        VolumeTransfer[] sorted = firsts.toArray(NONE);
        Arrays.sort(sorted, TransferBlocks.ORDER);
        return sorted;
    }

    TransferBlocks current() {
        return current;
    }

    boolean hasEnded() {
        return ended;
    }

    /**
     * Adds or replaces transfers, all at once.
     *
     * @param sorted in order, each id once
     * @return false when this project has ended and nothing was done
     */
    synchronized boolean put(VolumeTransfer[] sorted) {
        if (ended) {
            return false;
        }
        index.reserve(sorted.length);
        current = NextVersion.of(current, replacedBy(sorted), sorted);
        for (VolumeTransfer transfer : sorted) {
            index.put(transfer);
        }
        return true;
    }

    private VolumeTransfer[] replacedBy(VolumeTransfer[] transfers) {
        List<VolumeTransfer> replaced = new ArrayList<>();
        for (VolumeTransfer transfer : transfers) {
            VolumeTransfer old = index.get(transfer.id());
            if (old != null) {
                replaced.add(old);
            }
        }
        VolumeTransfer[] sorted = replaced.toArray(NONE);
        Arrays.sort(sorted, TransferBlocks.ORDER);
        return sorted;
    }

    /**
     * Removes a transfer; ends the project when none is left.
     *
     * @param id which one
     * @return whether it was there
     */
    synchronized boolean remove(TransferId id) {
        VolumeTransfer transfer = index.get(id);
        if (transfer != null) {
            current = NextVersion.of(current, new VolumeTransfer[] {transfer}, NONE);
            index.remove(id);
        }
        ended = current.size() == 0;
        return transfer != null;
    }
}
