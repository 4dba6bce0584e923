package org.volumetransfers.bootstrap.acceptance;

import org.junit.jupiter.api.Nested;

/** The suites on PostgreSQL, except for the rules of HTTP, which do not depend on storage. */
class PostgresAcceptanceIT {

    @Nested
    class ContractTable extends ContractTableSuite {

        @Override
        Storage newStorage() {
            return new PostgresStorage();
        }

        @Override
        boolean includes(ContractRow row) {
            return row.dependsOnStorage();
        }
    }

    @Nested
    class Isolation extends IsolationSuite {

        @Override
        Storage newStorage() {
            return new PostgresStorage();
        }
    }

    @Nested
    class Walks extends WalkSuite {

        @Override
        Storage newStorage() {
            return new PostgresStorage();
        }
    }

    @Nested
    class Churn extends ChurnSuite {

        @Override
        Storage newStorage() {
            return new PostgresStorage();
        }
    }

    @Nested
    class LargeListing extends LargeListingSuite {

        @Override
        Class<? extends Storage> storage() {
            return PostgresStorage.class;
        }

        @Override
        int transfersInHeap() {
            return 0;
        }
    }
}
