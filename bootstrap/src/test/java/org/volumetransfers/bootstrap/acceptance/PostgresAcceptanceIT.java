package org.volumetransfers.bootstrap.acceptance;

import org.junit.jupiter.api.Nested;

/** The whole server on PostgreSQL. */
class PostgresAcceptanceIT {

    @Nested
    class ContractTable extends ContractTableSuite {

        @Override
        Storage newStorage() {
            return new PostgresStorage();
        }
    }

    @Nested
    class CheckOrder extends CheckOrderSuite {

        @Override
        Storage newStorage() {
            return new PostgresStorage();
        }
    }

    @Nested
    class HostileInput extends HostileInputSuite {

        @Override
        Storage newStorage() {
            return new PostgresStorage();
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
