package org.volumetransfers.testkit;

import java.util.Collection;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;

/** The contract as an adapter's author would run it; all of it passes, nothing is skipped. */
class ReferenceQueryTest extends TransferQueryContract {

    @Override
    protected TransferQuery holding(Collection<StoredTransfer> rows) {
        return new ReferenceQuery(rows);
    }

    @Override
    protected TransferQuery unreachable() {
        return FailingTransferQuery.always();
    }
}
