package org.volumetransfers.testkit;

import java.util.Collection;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;

/** Runs the contract as the author of an adapter does; all tests pass, and none is skipped. */
class ReferenceStorageTest extends TransferQueryContract {

    @Override
    protected TransferQuery holding(Collection<StoredTransfer> rows) {
        return new ReferenceStorage(rows);
    }

    @Override
    protected TransferQuery unreachable() {
        return FailingTransferQuery.always();
    }
}
