package org.volumetransfers.application.service;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.volumetransfers.application.port.in.ShowVolumeTransfer;
import org.volumetransfers.application.port.out.PendingTransfers;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.TransferNotFoundException;

/** Shows transfers of a storage. Safe for use by multiple threads. */
public final class ShowVolumeTransferService implements ShowVolumeTransfer {

    private final PendingTransfers transfers;

    /**
     * Creates the use case.
     *
     * @param transfers finds transfers in storage
     */
    public ShowVolumeTransferService(PendingTransfers transfers) {
        this.transfers = Objects.requireNonNull(transfers, "transfers");
    }

    @Override
    public CompletionStage<VolumeTransfer> show(ProjectId project, TransferId id) {
        return transfers
                .find(project, id)
                .thenApply(found -> found.orElseThrow(() -> new TransferNotFoundException(id.value())));
    }
}
