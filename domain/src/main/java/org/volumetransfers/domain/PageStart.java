package org.volumetransfers.domain;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.volumetransfers.domain.error.InvalidValueException;

/** The start of a page: an offset, or a position or a transfer that it follows. */
public sealed interface PageStart {

    /**
     * Applies the function for this kind of start. The compiler checks all callers when a kind is added.
     *
     * @param <R> the type of the result
     * @param atOffset receives the number of transfers to skip
     * @param after receives the position that the page follows
     * @param afterMarker receives the transfer that the page follows, and the number of transfers to skip after it
     * @return the result of the function
     */
    <R> R map(
            LongFunction<? extends R> atOffset,
            Function<? super TransferPosition, ? extends R> after,
            Function<? super AfterMarker, ? extends R> afterMarker);

    /**
     * A page that starts after skipping some transfers.
     *
     * @param offset the number of transfers of the project to skip, at least 0; may exceed 2147483647
     */
    record AtOffset(long offset) implements PageStart {

        /**
         * Checks the offset.
         *
         * @throws InvalidValueException if it is below 0
         */
        public AtOffset {
            requireOffset(offset);
        }

        @Override
        public <R> R map(
                LongFunction<? extends R> atOffset,
                Function<? super TransferPosition, ? extends R> after,
                Function<? super AfterMarker, ? extends R> afterMarker) {
            return atOffset.apply(offset);
        }
    }

    /**
     * A page that starts with the first transfer after a position (keyset), whether or not there still is a transfer at that
     * position.
     *
     * @param position the position, not part of the page
     */
    record After(TransferPosition position) implements PageStart {

        /** Rejects null. */
        public After {
            Objects.requireNonNull(position, "position");
        }

        @Override
        public <R> R map(
                LongFunction<? extends R> atOffset,
                Function<? super TransferPosition, ? extends R> after,
                Function<? super AfterMarker, ? extends R> afterMarker) {
            return after.apply(position);
        }
    }

    /**
     * A page that starts after a transfer, which may have been accepted or deleted since, in the place that it has or had.
     *
     * @param marker the id of the transfer, not part of the page
     * @param offset the number of transfers after it to skip, at least 0; may exceed 2147483647
     */
    record AfterMarker(TransferId marker, long offset) implements PageStart {

        /**
         * Checks the offset.
         *
         * @throws InvalidValueException if it is below 0
         */
        public AfterMarker {
            Objects.requireNonNull(marker, "marker");
            requireOffset(offset);
        }

        @Override
        public <R> R map(
                LongFunction<? extends R> atOffset,
                Function<? super TransferPosition, ? extends R> after,
                Function<? super AfterMarker, ? extends R> afterMarker) {
            return afterMarker.apply(this);
        }
    }

    private static void requireOffset(long offset) {
        if (offset < 0) {
            throw new InvalidValueException("offset", "be at least 0");
        }
    }
}
