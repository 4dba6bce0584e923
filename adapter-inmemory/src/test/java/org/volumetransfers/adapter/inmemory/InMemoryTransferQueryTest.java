package org.volumetransfers.adapter.inmemory;

import java.util.Collection;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.testkit.TransferQueryContract;

/** Memory is never unreachable, so the topic Failure is skipped. */
class InMemoryTransferQueryTest extends TransferQueryContract {

    @Override
    protected TransferQuery holding(Collection<StoredTransfer> rows) {
        InMemoryTransferQuery query = new InMemoryTransferQuery();
        rows.forEach(query::put);
        return query;
    }
}
