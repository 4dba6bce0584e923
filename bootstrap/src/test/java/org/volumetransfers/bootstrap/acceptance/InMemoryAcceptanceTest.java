package org.volumetransfers.bootstrap.acceptance;

import org.junit.jupiter.api.Nested;

/** The suites on storage in memory. */
class InMemoryAcceptanceTest {

    @Nested
    class ContractTable extends ContractTableSuite {

        @Override
        Storage newStorage() {
            return new InMemoryStorage();
        }
    }

    @Nested
    class Isolation extends IsolationSuite {

        @Override
        Storage newStorage() {
            return new InMemoryStorage();
        }
    }

    @Nested
    class Walks extends WalkSuite {

        @Override
        Storage newStorage() {
            return new InMemoryStorage();
        }
    }

    @Nested
    class Churn extends ChurnSuite {

        @Override
        Storage newStorage() {
            return new InMemoryStorage();
        }
    }

    @Nested
    class LargeListing extends LargeListingSuite {

        @Override
        Class<? extends Storage> storage() {
            return InMemoryStorage.class;
        }

        @Override
        int transfersInHeap() {
            return LargeListingServer.TRANSFERS;
        }
    }
}
