package org.volumetransfers.adapter.inmemory;

import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * Finds a transfer by its id: a hash table whose slots are the transfers themselves, since each knows its id.
 *
 * <pre>
 * slots  [ -  | t7 | t2 | -  | t5 | -  | -  | t1 ]     a transfer stands at the slot its id hashes to,
 *                                                      or in the next one that is free, round the end
 * </pre>
 *
 * <p>Not a {@link java.util.HashMap}: that takes 40 bytes for each transfer where this takes 6 to 12 while it grows, and
 * never gives memory back.
 * Not safe for threads: the lock of the project guards it.
 */
final class TransferIndex {

    private static final int SMALLEST = 4;
    /** 2^32 divided by the golden ratio: spreads hashes that differ in any bits over the upper bits. */
    private static final int SPREAD = 0x9E3779B9;

    /** As many as a power of two, at most two thirds of them taken. */
    @Nullable VolumeTransfer[] slots = new VolumeTransfer[SMALLEST];

    private int size;

    @Nullable VolumeTransfer get(TransferId id) {
        return slots[slotOf(id)];
    }

    /** Makes room, so that so many more can be put without a need for memory. */
    void reserve(int more) {
        int capacity = slots.length;
        while ((long) size + more > capacity * 2L / 3) {
            capacity = Math.multiplyExact(capacity, 2);
        }
        if (capacity > slots.length) {
            resize(capacity);
        }
    }

    /**
     * Adds a transfer, or puts it in the place of the one with the same id. Needs room, see {@link #reserve}.
     *
     * @return the one with the same id, or null
     */
    @Nullable VolumeTransfer put(VolumeTransfer transfer) {
        int slot = slotOf(transfer.id());
        VolumeTransfer old = slots[slot];
        slots[slot] = transfer;
        if (old == null) {
            size++;
        }
        return old;
    }

    void remove(TransferId id) {
        int hole = slotOf(id);
        if (slots[hole] == null) {
            return;
        }
        size--;
        int mask = slots.length - 1;
        int slot = (hole + 1) & mask;
        for (VolumeTransfer behind = slots[slot]; behind != null; behind = slots[slot]) {
            // Whoever was pushed on past the hole would no longer be found: the hole ends the search for it.
            int pushedOnBy = (slot - home(behind.id())) & mask;
            if (pushedOnBy >= ((slot - hole) & mask)) {
                slots[hole] = behind;
                hole = slot;
            }
            slot = (slot + 1) & mask;
        }
        slots[hole] = null;
        if (slots.length > SMALLEST && size < slots.length / 8) {
            resize(slots.length / 2);
        }
    }

    private void resize(int capacity) {
        @Nullable VolumeTransfer[] old = slots;
        slots = new VolumeTransfer[capacity];
        for (VolumeTransfer transfer : old) {
            if (transfer != null) {
                slots[slotOf(transfer.id())] = transfer;
            }
        }
    }

    /** The slot of the transfer with this id; the free slot where it would have to stand when there is none. */
    private int slotOf(TransferId id) {
        int slot = home(id);
        VolumeTransfer standing = slots[slot];
        while (standing != null && !standing.id().equals(id)) {
            slot = (slot + 1) & (slots.length - 1);
            standing = slots[slot];
        }
        return slot;
    }

    private int home(TransferId id) {
        return (id.value().hashCode() * SPREAD) >>> (Integer.numberOfLeadingZeros(slots.length) + 1);
    }
}
