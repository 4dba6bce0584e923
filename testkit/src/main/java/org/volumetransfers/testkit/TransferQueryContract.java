package org.volumetransfers.testkit;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;

/**
 * What every {@link TransferQuery} must do. Extend it, say in {@link #holding} how to seed your storage, and run it:
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
 * <p>Topics, each a nested class: {@code Order}, {@code Limit}, {@code Offset}, {@code Keyset}, {@code Isolation},
 * {@code Visibility}, {@code Fidelity}, {@code Independence}, {@code ManyRows} and {@code Failure}. None is optional but
 * the last, which reports itself as skipped where {@link #unreachable} gives nothing. Nothing here measures speed.
 */
public abstract class TransferQueryContract {

    /** For subclasses. */
    protected TransferQueryContract() {}

    /**
     * Gives a query on storage that holds these rows and no others. Called several times in a test; from each call on,
     * queries given earlier in it are used no more. What is opened here the subclass closes, after each test.
     *
     * @param rows up to some thousands, of any project and status, in no order that matters; rows that are not pending
     *     may be left out where the storage does not keep such
     * @return the query to test, usable by several threads
     */
    protected abstract TransferQuery holding(Collection<StoredTransfer> rows);

    /**
     * Gives a query whose storage is away, for instance one that connects to a port where nobody listens.
     *
     * @return the query; null when the subclass has none, and the topic {@code Failure} is skipped
     */
    protected @Nullable TransferQuery unreachable() {
        return null;
    }

    @Nested
    class Order extends OrderTopic {
        Order() {
            super(TransferQueryContract.this::holding);
        }
    }

    @Nested
    class Limit extends LimitTopic {
        Limit() {
            super(TransferQueryContract.this::holding);
        }
    }

    @Nested
    class Offset extends OffsetTopic {
        Offset() {
            super(TransferQueryContract.this::holding);
        }
    }

    @Nested
    class Keyset extends KeysetTopic {
        Keyset() {
            super(TransferQueryContract.this::holding);
        }
    }

    @Nested
    class Isolation extends IsolationTopic {
        Isolation() {
            super(TransferQueryContract.this::holding);
        }
    }

    @Nested
    class Visibility extends VisibilityTopic {
        Visibility() {
            super(TransferQueryContract.this::holding);
        }
    }

    @Nested
    class Fidelity extends FidelityTopic {
        Fidelity() {
            super(TransferQueryContract.this::holding);
        }
    }

    @Nested
    class Independence extends IndependenceTopic {
        Independence() {
            super(TransferQueryContract.this::holding);
        }
    }

    @Nested
    class ManyRows extends ManyRowsTopic {
        ManyRows() {
            super(TransferQueryContract.this::holding);
        }
    }

    @Nested
    class Failure extends FailureTopic {
        Failure() {
            super(TransferQueryContract.this::unreachable);
        }
    }
}
