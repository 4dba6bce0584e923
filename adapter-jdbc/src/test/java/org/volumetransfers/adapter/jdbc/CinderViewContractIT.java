package org.volumetransfers.adapter.jdbc;

import java.util.Collection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.testkit.TransferLookupContract;

/** The contracts of both ports on the view over Cinder's tables, read by the role that may only read the view. */
class CinderViewContractIT extends PostgresContract {

    private static CinderContractRows rows;
    private static JdbcStorage storage;

    @BeforeAll
    static void open() {
        rows = new CinderContractRows();
        storage = JdbcStorage.open(CinderDatabase.asReader(rows.database()), SchemaMode.NONE);
    }

    @AfterAll
    static void close() {
        storage.close();
    }

    @Override
    JdbcConfig database() {
        return rows.database();
    }

    @Override
    JdbcStorage storage() {
        return storage;
    }

    @Override
    protected TransferQuery holding(Collection<StoredTransfer> stored) {
        rows.seed(stored);
        return rows.query(storage);
    }

    @Nested
    class Lookup extends TransferLookupContract {

        @Override
        protected TransferLookup holding(Collection<StoredTransfer> stored) {
            rows.seed(stored);
            return rows.lookup(storage);
        }

        @Override
        protected TransferQuery query() {
            return rows.query(storage);
        }
    }
}
