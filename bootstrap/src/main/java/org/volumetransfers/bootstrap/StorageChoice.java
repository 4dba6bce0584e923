package org.volumetransfers.bootstrap;

import java.util.List;
import java.util.function.Function;
import org.volumetransfers.adapter.jdbc.JdbcConfig;
import org.volumetransfers.adapter.jdbc.SchemaMode;
import org.volumetransfers.domain.VolumeTransfer;

/** Which storage the server uses, with what that storage needs to know. */
public sealed interface StorageChoice {

    /**
     * Takes the way that belongs to this choice. A choice that joins later joins here too, so that nothing compiles until
     * it has its way everywhere.
     *
     * @param <R> what the ways lead to
     * @param inMemory the way for the memory
     * @param jdbc the way for PostgreSQL
     * @return what the way led to
     */
    <R> R match(Function<InMemory, R> inMemory, Function<Jdbc, R> jdbc);

    /**
     * The memory of this process: nothing survives its end.
     *
     * @param transfers what it holds at the start
     */
    record InMemory(List<VolumeTransfer> transfers) implements StorageChoice {

        @Override
        public <R> R match(Function<InMemory, R> inMemory, Function<Jdbc, R> jdbc) {
            return inMemory.apply(this);
        }

        @Override
        public String toString() {
            return "memory, " + transfers.size() + (transfers.size() == 1 ? " transfer" : " transfers");
        }
    }

    /**
     * PostgreSQL.
     *
     * @param database how to reach it; the pool is also the number of threads that ask it
     * @param schema what to do about its table
     * @param queue most requests that wait for such a thread, at least 1
     */
    record Jdbc(JdbcConfig database, SchemaMode schema, int queue) implements StorageChoice {

        @Override
        public <R> R match(Function<InMemory, R> inMemory, Function<Jdbc, R> jdbc) {
            return jdbc.apply(this);
        }

        @Override
        public String toString() {
            return "postgres, " + database.address() + ", role " + database.user() + ", " + database.poolSize()
                    + (database.poolSize() == 1 ? " connection" : " connections");
        }
    }
}
