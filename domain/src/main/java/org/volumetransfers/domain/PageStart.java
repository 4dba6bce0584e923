package org.volumetransfers.domain;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.volumetransfers.domain.error.InvalidValueException;

/** Where a page starts: so many transfers in, or right after a known place. */
public sealed interface PageStart {

    /**
     * Treats each kind of start; a kind that joins later does not compile until it is treated.
     *
     * @param <R> what the treatment gives
     * @param atOffset gets the number of transfers to skip
     * @param after gets the place to start behind
     * @return what was given by the one that belongs to this kind
     */
    <R> R map(LongFunction<? extends R> atOffset, Function<? super TransferPosition, ? extends R> after);

    /**
     * The page starts so many transfers in.
     *
     * @param offset how many transfers of the project to skip, at least 0; may exceed 2147483647
     */
    record AtOffset(long offset) implements PageStart {

        /**
         * Checks the offset.
         *
         * @param offset how many transfers of the project to skip
         * @throws InvalidValueException when it is below 0
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
     * The page starts with the first transfer behind a place (keyset). Whether a transfer still stands at that place
     * does not matter.
     *
     * @param position the place, itself not part of the page
     */
    record After(TransferPosition position) implements PageStart {

        /**
         * Refuses null.
         *
         * @param position the place
         */
        public After {
            Objects.requireNonNull(position, "position");
        }

        @Override
        public <R> R map(LongFunction<? extends R> atOffset, Function<? super TransferPosition, ? extends R> after) {
            return after.apply(position);
        }
    }
}
