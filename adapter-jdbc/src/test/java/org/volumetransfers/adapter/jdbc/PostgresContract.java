package org.volumetransfers.adapter.jdbc;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.testkit.TransferQueryContract;

/** The contract of the paging port on one database, whose rows are replaced for each test. */
abstract class PostgresContract extends TransferQueryContract {

    private @Nullable JdbcStorage unreachable;

    /** Returns the database, with its schema in place. */
    abstract JdbcConfig database();

    /** Returns storage on that database. */
    abstract JdbcStorage storage();

    @Override
    protected TransferQuery holding(Collection<StoredTransfer> rows) {
        Databases.seed(database(), rows);
        return storage().transfers();
    }

    @Override
    protected TransferQuery unreachable() {
        unreachable = Databases.unreachable();
        return unreachable.transfers();
    }

    @AfterEach
    void closeUnreachable() {
        if (unreachable != null) {
            unreachable.close();
            unreachable = null;
        }
    }
}
