package org.volumetransfers.application.port.in;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * One answer, of two transfers or of a million, read step by step so that its size never has to fit into memory.
 *
 * <p>Every transfer that exists from the first step to the last is met exactly once, in order, whatever is inserted or
 * deleted meanwhile. Immutable and safe for any number of threads; asked again, it reads again.
 *
 * <p>To go through all transfers, loop over it; to hand on what has been read while the rest is still in storage, use
 * {@link #firstStep} and {@link Step#next}; to hold nothing of what has been handed on, {@link Step#restAfter}.
 */
public interface TransferListing extends Iterable<VolumeTransfer> {

    /**
     * Reads the first step. May block on storage.
     *
     * @return the first transfers, all of them where they fit into a step
     * @throws org.volumetransfers.domain.error.OffsetRefusedException when the offset rule wants a transfer at the offset,
     *     and there is none
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when storage cannot answer now
     */
    Step firstStep();

    /**
     * Goes through all transfers of this answer; reads a step when the one before is used up.
     *
     * @return an iterator, to be used by one thread, that throws as {@link #firstStep} and {@link Step#next} do
     */
    @Override
    default Iterator<VolumeTransfer> iterator() {
        return new Iterator<>() {
            private Step step = firstStep();
            private final ArrayDeque<VolumeTransfer> unread = new ArrayDeque<>(step.transfers());

            @Override
            public boolean hasNext() {
                while (unread.isEmpty() && !step.isLast()) {
                    step = step.next();
                    unread.addAll(step.transfers());
                }
                return !unread.isEmpty();
            }

            @Override
            public VolumeTransfer next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return unread.remove();
            }
        };
    }

    /** A part of an answer: what has been read, and the way to the rest. Immutable. */
    interface Step {

        /**
         * The transfers of this step.
         *
         * @return in order, unmodifiable; empty only when this is the last step
         */
        List<VolumeTransfer> transfers();

        /**
         * Tells whether the answer ends with this step.
         *
         * @return false when {@link #next} has more of it
         */
        boolean isLast();

        /**
         * Reads the next step. May block on storage.
         *
         * @return the next transfers
         * @throws org.volumetransfers.domain.error.BackendUnavailableException when storage cannot answer now; what has
         *     been read so far is then only a part of the answer
         * @throws NoSuchElementException when this is the last step
         */
        Step next();

        /**
         * Returns the part of the answer that follows the first transfers of this step. It keeps the position only, none
         * of the transfers.
         *
         * @param count how many transfers of this step the rest does not repeat, 1 to their number; 0 where there are none
         * @return the rest of the answer, not read yet
         * @throws IndexOutOfBoundsException when this step has fewer transfers
         */
        Rest restAfter(int count);

        /**
         * Tells how to ask for what comes after the whole answer, not after this step; known from the first step on.
         *
         * @return limit and offset of the next page, both present; null when no transfers remained after this answer
         */
        @Nullable PageRequest nextPage();
    }

    /** The part of an answer that has not been read. Immutable. */
    interface Rest {

        /**
         * Tells whether the answer has ended.
         *
         * @return true when nothing is left to be read
         */
        boolean isEmpty();

        /**
         * Reads the next step. May block on storage.
         *
         * @return the next transfers
         * @throws org.volumetransfers.domain.error.BackendUnavailableException when storage cannot answer now; the
         *     transfers that have been read are then only a part of the answer
         * @throws NoSuchElementException when this is {@linkplain #isEmpty() empty}
         */
        Step read();
    }
}
