package org.volumetransfers.adapter.inmemory;

import java.util.Collection;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.testkit.TransferQueryContract;

/** There is nothing that could be out of reach, so the topic Failure is skipped. */
class InMemoryTransferQueryTest extends TransferQueryContract {

    /** Each transfer was pending once. */
    @Override
    protected TransferQuery holding(Collection<StoredTransfer> rows) {
        InMemoryTransferQuery query = new InMemoryTransferQuery();
        rows.forEach(row -> query.put(row.transfer()));
        for (StoredTransfer row : rows) {
            if (row.status() != TransferStatus.PENDING) {
                VolumeTransfer transfer = row.transfer();
                query.remove(transfer.project(), transfer.id());
            }
        }
        return query;
    }
}
