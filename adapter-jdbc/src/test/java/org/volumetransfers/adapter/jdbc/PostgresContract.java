package org.volumetransfers.adapter.jdbc;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.testkit.TransferQueryContract;

/** The port's contract on one database, which is emptied and filled again and again. */
abstract class PostgresContract extends TransferQueryContract {

    private @Nullable JdbcStorage away;

    /** The database, its schema in place. */
    abstract JdbcConfig database();

    /** Storage on it. */
    abstract JdbcStorage storage();

    @Override
    protected TransferQuery holding(Collection<StoredTransfer> rows) {
        Databases.seed(database(), "volume_transfer", rows);
        return storage().transfers();
    }

    /** Nothing listens on port 1. Waited for less long than by default, since many suites do. */
    @Override
    protected TransferQuery unreachable() {
        Duration second = Duration.ofSeconds(1);
        away = JdbcStorage.open(
                JdbcConfig.to("jdbc:postgresql://127.0.0.1:1/none", "nobody", "")
                        .withTimeouts(second, second, second.multipliedBy(2)),
                SchemaMode.NONE);
        return away.transfers();
    }

    @AfterEach
    void closeUnreachable() {
        if (away != null) {
            away.close();
            away = null;
        }
    }
}
