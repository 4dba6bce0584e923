package org.volumetransfers.adapter.jdbc;

import java.util.Collection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.testkit.TransferQueryContract;

/** The port's contract on the embedded PostgreSQL, a real server that needs nothing installed. */
class JdbcTransferQueryIT extends TransferQueryContract {

    private static JdbcConfig database;
    private static JdbcStorage storage;
    private static JdbcStorage away;

    @BeforeAll
    static void open() {
        database = Databases.fresh();
        storage = JdbcStorage.open(database, SchemaMode.MIGRATE);
        // Nothing listens on port 1.
        away = JdbcStorage.open(JdbcConfig.to("jdbc:postgresql://127.0.0.1:1/none", "nobody", ""), SchemaMode.NONE);
    }

    @AfterAll
    static void close() {
        away.close();
        storage.close();
    }

    @Override
    protected TransferQuery holding(Collection<StoredTransfer> rows) {
        Databases.seed(database, "volume_transfer", rows);
        return storage.transfers();
    }

    @Override
    protected TransferQuery unreachable() {
        return away.transfers();
    }
}
