package org.volumetransfers.testkit;

import java.util.Objects;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * A row as storage may hold it, to seed an adapter with. No two rows of a project have the same transfer id.
 *
 * @param transfer the transfer
 * @param status what has become of it
 */
public record StoredTransfer(VolumeTransfer transfer, TransferStatus status) {

    /**
     * Refuses null.
     *
     * @param transfer the transfer
     * @param status what has become of it
     */
    public StoredTransfer {
        Objects.requireNonNull(transfer, "transfer");
        Objects.requireNonNull(status, "status");
    }

    /**
     * A row that is listed.
     *
     * @param transfer the transfer
     * @return the row
     */
    public static StoredTransfer pending(VolumeTransfer transfer) {
        return new StoredTransfer(transfer, TransferStatus.PENDING);
    }

    /**
     * A row that is not listed, since another project has taken the volume. Storage may keep it or not.
     *
     * @param transfer the transfer
     * @return the row
     */
    public static StoredTransfer accepted(VolumeTransfer transfer) {
        return new StoredTransfer(transfer, TransferStatus.ACCEPTED);
    }

    /**
     * A row that is not listed, since the giver has withdrawn it. Storage may keep it or not.
     *
     * @param transfer the transfer
     * @return the row
     */
    public static StoredTransfer deleted(VolumeTransfer transfer) {
        return new StoredTransfer(transfer, TransferStatus.DELETED);
    }
}
