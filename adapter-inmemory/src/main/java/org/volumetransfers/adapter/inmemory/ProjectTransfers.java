package org.volumetransfers.adapter.inmemory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeTransfer;

/** The pending transfers of one project. Any thread reads {@link #current}; all else needs the project's lock. */
final class ProjectTransfers {

    /** A batch with more than this part of the project's transfers makes all blocks anew, instead of changing them. */
    private static final int LARGE_BATCH = 8;

    private final Map<TransferId, VolumeTransfer> byId = new HashMap<>();
    private volatile TransferBlocks current = TransferBlocks.EMPTY;

    TransferBlocks current() {
        return current;
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    @Nullable VolumeTransfer find(TransferId id) {
        return byId.get(id);
    }

    /** Adds transfers, or replaces those with the same ids, all at once for readers. */
    void put(Map<TransferId, VolumeTransfer> added) {
        current = added.size() > byId.size() / LARGE_BATCH ? merged(added) : withEach(added);
        byId.putAll(added);
    }

    private TransferBlocks merged(Map<TransferId, VolumeTransfer> added) {
        List<VolumeTransfer> all = new ArrayList<>(byId.size() + added.size());
        for (VolumeTransfer[] block : current.blocks) {
            for (VolumeTransfer transfer : block) {
                if (!added.containsKey(transfer.id())) {
                    all.add(transfer);
                }
            }
        }
        all.addAll(added.values());
        all.sort(TransferBlocks.ORDER);
        return TransferBlocks.of(all);
    }

    private TransferBlocks withEach(Map<TransferId, VolumeTransfer> added) {
        TransferBlocks next = current;
        for (VolumeTransfer transfer : added.values()) {
            VolumeTransfer replaced = byId.get(transfer.id());
            next = (replaced == null ? next : next.without(replaced)).with(transfer);
        }
        return next;
    }

    void remove(VolumeTransfer held) {
        current = current.without(held);
        byId.remove(held.id());
    }
}
