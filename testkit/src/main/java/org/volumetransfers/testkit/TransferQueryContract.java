package org.volumetransfers.testkit;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * The contract of {@link TransferQuery} as tests. To run them on an adapter, extend this class and seed the storage in
 * {@link #holding}:
 *
 * <pre>{@code
 * class MyTransferQueryTest extends TransferQueryContract {
 *     @Override
 *     protected TransferQuery holding(Collection<StoredTransfer> rows) {
 *         MyStorage storage = new MyStorage();
 *         rows.forEach(storage::insert);
 *         return storage.transferQuery();
 *     }
 * }
 * }</pre>
 *
 * <p>The topics are nested classes: {@code Content}, {@code Order}, {@code Paging}, {@code Marker}, {@code Fidelity},
 * {@code ManyRows} and {@code Failure}, which is skipped unless {@link #unreachable} returns a query. A test that an adapter
 * cannot pass is listed in {@link #knownGaps}. No test measures speed.
 */
public abstract class TransferQueryContract extends AdapterContract {

    /** Creates the suite. */
    protected TransferQueryContract() {}

    /**
     * Returns a query on storage that holds these rows and no others. May be called several times by a test, which then uses
     * only the latest query. The subclass closes what it opens here, after each test.
     *
     * @param rows up to some thousands, of any project and status, in any order; of rows that are not pending only the
     *     positions matter, and storage that forgets them has the known gap {@code Marker.aMarkerThatHasEndedContinuesAtItsPlace}
     * @return the query to test, safe for use by multiple threads
     */
    protected abstract TransferQuery holding(Collection<StoredTransfer> rows);

    /**
     * Returns a query whose storage is unavailable, for instance one that connects to a closed port.
     *
     * @return the query; null if there is none, in which case the topic {@code Failure} is skipped
     */
    protected @Nullable TransferQuery unreachable() {
        return null;
    }

    @Nested
    class Content extends ContentTopic {
        Content() {
            super(TransferQueryContract.this);
        }
    }

    @Nested
    class Order extends OrderTopic {
        Order() {
            super(TransferQueryContract.this);
        }
    }

    @Nested
    class Paging extends PagingTopic {
        Paging() {
            super(TransferQueryContract.this);
        }
    }

    @Nested
    class Marker extends MarkerTopic {
        Marker() {
            super(TransferQueryContract.this);
        }
    }

    @Nested
    class Fidelity extends FidelityTopic {
        Fidelity() {
            super(TransferQueryContract.this);
        }
    }

    @Nested
    class ManyRows extends ManyRowsTopic {
        ManyRows() {
            super(TransferQueryContract.this);
        }
    }

    @Nested
    class Failure {

        @Test
        void unreachableStorageFailsAPageByOffset() {
            assertStorageFails(unreachable(), query -> query.page(PageQuery.atOffset(QueryTopic.PROJECT, 0, 10)));
        }

        @Test
        void unreachableStorageFailsAPageAfterAPosition() {
            VolumeTransfer previous = QueryTopic.FIVE.get(0);
            PageQuery after = PageQuery.after(previous.project(), previous.position(), 10);
            assertStorageFails(unreachable(), query -> query.page(after));
        }

        @Test
        void unreachableStorageFailsAPageAfterAMarker() {
            VolumeTransfer marker = QueryTopic.FIVE.get(0);
            PageQuery after = PageQuery.afterMarker(marker.project(), marker.id(), 0, 10);
            assertStorageFails(unreachable(), query -> query.page(after));
        }
    }
}
