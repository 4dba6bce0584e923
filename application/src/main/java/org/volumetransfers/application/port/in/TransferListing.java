package org.volumetransfers.application.port.in;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * A listing of any length, read step by step so that it never has to fit into memory.
 *
 * <p>Every transfer that exists from the first step to the last is returned exactly once, in order, even if others are
 * inserted or deleted meanwhile. Immutable and safe for use by multiple threads; each use reads storage again.
 *
 * <p>To read all transfers on one thread, iterate over it. To process each step without blocking, use {@link #firstStep} and {@link Step#restAfter}.
 */
public interface TransferListing extends Iterable<VolumeTransfer> {

    /**
     * Reads the first step. Never blocks.
     *
     * @return the first transfers, all of them if they fit into a step; fails with
     *     {@link org.volumetransfers.domain.error.OffsetRefusedException} if the offset rule requires a transfer at the
     *     offset and there is none, with {@link org.volumetransfers.domain.error.UnknownMarkerException} if the marker is
     *     no known transfer of the project, and with {@link org.volumetransfers.domain.error.BackendUnavailableException} if storage
     *     cannot answer now
     */
    CompletionStage<Step> firstStep();

    /**
     * Returns an iterator over all transfers. It waits for storage whenever a step is used up, and throws what the stages of
     * {@link #firstStep} and {@link Rest#read} fail with.
     *
     * @return an iterator, to be used by one thread
     */
    @Override
    default Iterator<VolumeTransfer> iterator() {
        return new Iterator<>() {
            private Step step = await(firstStep());
            private Iterator<VolumeTransfer> unread = step.transfers().iterator();

            @Override
            public boolean hasNext() {
                while (!unread.hasNext()) {
                    Rest rest = step.restAfter(step.transfers().size());
                    if (rest.isEmpty()) {
                        return false;
                    }
                    step = await(rest.read());
                    unread = step.transfers().iterator();
                }
                return true;
            }

            @Override
            public VolumeTransfer next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return unread.next();
            }
        };
    }

    private static Step await(CompletionStage<Step> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** The transfers of one step, and the way to the rest of the listing. Immutable. */
    interface Step {

        /** Returns the transfers of this step, in order and unmodifiable; empty only if the listing ends here. */
        List<VolumeTransfer> transfers();

        /**
         * Returns the part of the listing that follows the first transfers of this step. It keeps only a position, none of
         * the transfers.
         *
         * @param count how many transfers of this step the rest does not repeat, 1 to their number; 0 if there are none
         * @return the rest of the listing, not read yet
         * @throws IndexOutOfBoundsException if this step has fewer transfers
         */
        Rest restAfter(int count);
    }

    /** The part of a listing that has not been read. Immutable. */
    interface Rest {

        /** Tells whether the listing has ended, so that nothing is left to read. */
        boolean isEmpty();

        /**
         * Returns the request for the page after the whole listing, which is known when the listing has ended.
         *
         * @return limit and marker of the next page; null if no transfers remained, or this is not {@linkplain #isEmpty()
         *     empty}
         */
        @Nullable PageRequest nextPage();

        /**
         * Reads the next step. Never blocks.
         *
         * @return the next transfers; fails with {@link org.volumetransfers.domain.error.BackendUnavailableException} if
         *     storage cannot answer now, so that what has been read is only a part of the listing
         * @throws NoSuchElementException if this is {@linkplain #isEmpty() empty}
         */
        CompletionStage<Step> read();
    }
}
