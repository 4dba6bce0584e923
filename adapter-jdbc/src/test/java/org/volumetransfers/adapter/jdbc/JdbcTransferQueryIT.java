package org.volumetransfers.adapter.jdbc;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract of the paging port on the embedded PostgreSQL, a real server that needs no installation. */
class JdbcTransferQueryIT extends PostgresContract {

    private static JdbcConfig database;
    private static JdbcStorage storage;

    @BeforeAll
    static void open() {
        database = Databases.fresh();
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
}
