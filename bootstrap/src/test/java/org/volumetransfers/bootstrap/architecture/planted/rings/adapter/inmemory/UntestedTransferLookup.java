package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.inmemory;

import java.util.Optional;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.VolumeTransfer;

/** A storage whose lookups no test puts to the contract. */
public final class UntestedTransferLookup implements TransferLookup {

    @Override
    public Optional<VolumeTransfer> find(ProjectId project, TransferId id) {
        return Optional.empty();
    }

    @Override
    public Optional<TransferPosition> position(ProjectId project, TransferId id) {
        return Optional.empty();
    }
}
