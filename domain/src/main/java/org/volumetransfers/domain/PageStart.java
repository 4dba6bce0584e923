package org.volumetransfers.domain;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.volumetransfers.domain.error.InvalidValueException;

/** The start of a page: an offset, or a position that it follows. */
public sealed interface PageStart {

    /**
     * Applies the function for this kind of start. The compiler checks all callers when a kind is added.
     *
     * @param <R> the type of the result
     * @param atOffset receives the number of transfers to skip
     * @param after receives the position that the page follows
     * @return the result of the function
     */
    <R> R map(LongFunction<? extends R> atOffset, Function<? super TransferPosition, ? extends R> after);

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
            if (offset < 0) {
                throw new InvalidValueException("offset", "be at least 0");
            }
        }

        @Override
        public <R> R map(LongFunction<? extends R> atOffset, Function<? super TransferPosition, ? extends R> after) {
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
        public <R> R map(LongFunction<? extends R> atOffset, Function<? super TransferPosition, ? extends R> after) {
            return after.apply(position);
        }
    }
}
