package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.inmemory;

import java.util.List;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;

/** Breaks: every storage runs the contract. */
final class UntestedTransferQuery implements TransferQuery {
    @Override
    public TransferPage page(PageQuery query) {
        return new TransferPage(List.of(), false);
    }
}
