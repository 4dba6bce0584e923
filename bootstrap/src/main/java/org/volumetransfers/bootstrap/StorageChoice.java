package org.volumetransfers.bootstrap;

import java.util.List;
import java.util.function.Function;
import org.volumetransfers.domain.VolumeTransfer;

/** Which storage the server uses, with what that storage needs to know. */
public sealed interface StorageChoice {

    /**
     * Takes the way that belongs to this choice. A choice that joins later joins here too, so that nothing compiles until
     * it has its way everywhere.
     *
     * @param <R> what the ways lead to
     * @param inMemory the way for the memory
     * @return what the way led to
     */
    <R> R match(Function<InMemory, R> inMemory);

    /**
     * The memory of this process: nothing survives its end.
     *
     * @param transfers what it holds at the start
     */
    record InMemory(List<VolumeTransfer> transfers) implements StorageChoice {

        @Override
        public <R> R match(Function<InMemory, R> inMemory) {
            return inMemory.apply(this);
        }

        @Override
        public String toString() {
            return "memory, " + transfers.size() + (transfers.size() == 1 ? " transfer" : " transfers");
        }
    }
}
