package org.volumetransfers.adapter.jdbc;

import java.util.Collection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;

/** The port's contract where every offset but the first is found by milestones. */
class MilestonesContractIT extends PostgresContract {

    private static JdbcConfig database;
    private static JdbcStorage storage;

    @BeforeAll
    static void open() {
        database = Databases.fresh().withDeepPages(true);
        storage = JdbcStorage.open(database, SchemaMode.MIGRATE);
    }

    @AfterAll
    static void close() {
        storage.close();
    }

    @Override
    JdbcConfig database() {
        return database;
    }

    @Override
    JdbcStorage storage() {
        return storage;
    }

    @Override
    protected TransferQuery holding(Collection<StoredTransfer> rows) {
        super.holding(rows);
        return MilestoneCounts.query(database);
    }
}
