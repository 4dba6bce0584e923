package org.volumetransfers.adapter.jdbc;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The contract of the paging port through PgBouncer in transaction mode, with half as many connections to the server as to the
 * pooler: no page relies on the state of a session.
 */
class PgBouncerIT {

    static boolean hasPgBouncer() {
        boolean installed = Programs.pgBouncer().isPresent();
        System.out.println(
                installed
                        ? "PgBouncer of " + Programs.pgBouncer().orElseThrow()
                        : "LEFT OUT: PgBouncer, since it is not installed here");
        return installed;
    }

    @Nested
    @EnabledIf(
            value = "org.volumetransfers.adapter.jdbc.PgBouncerIT#hasPgBouncer",
            disabledReason = "PgBouncer is not installed here")
    class InTransactionMode extends PostgresContract {

        private static JdbcConfig server;
        private static PgBouncer bouncer;
        private static JdbcStorage storage;

        @BeforeAll
        static void open() {
            server = Databases.fresh();
            JdbcStorage.open(server, SchemaMode.MIGRATE).close();
            bouncer = new PgBouncer(Programs.pgBouncer().orElseThrow(), server, 2);
            bouncer.start();
            storage = JdbcStorage.open(bouncer.config().withPoolSize(4), SchemaMode.CHECK);
        }

        @AfterAll
        static void close() {
            storage.close();
            bouncer.close();
        }

        @Override
        JdbcConfig database() {
            return server;
        }

        @Override
        JdbcStorage storage() {
            return storage;
        }
    }
}
