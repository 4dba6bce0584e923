package org.volumetransfers.bootstrap;

import java.util.List;
import java.util.function.Function;
import org.volumetransfers.adapter.jdbc.JdbcConfig;
import org.volumetransfers.adapter.jdbc.SchemaMode;
import org.volumetransfers.domain.VolumeTransfer;

/** The storage of a server, with its configuration. */
public sealed interface StorageChoice {

    /** Applies the function for this kind of storage. */
    <R> R match(Function<InMemory, R> inMemory, Function<Jdbc, R> jdbc);

    /**
     * The memory of this process, which is lost when it ends.
     *
     * @param transfers the initial content
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
     * @param database the connection settings
     * @param schema what to do about the table at startup
     */
    record Jdbc(JdbcConfig database, SchemaMode schema) implements StorageChoice {

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
