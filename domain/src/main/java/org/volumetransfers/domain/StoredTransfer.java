package org.volumetransfers.domain;

import java.util.Objects;

/**
 * A transfer together with its status, as storage holds it. A project has at most one of each transfer id.
 *
 * @param transfer the transfer
 * @param status its status; only pending transfers are listed
 */
public record StoredTransfer(VolumeTransfer transfer, TransferStatus status) {

    /** Rejects null. */
    public StoredTransfer {
        Objects.requireNonNull(transfer, "transfer");
        Objects.requireNonNull(status, "status");
    }

    /** Returns a transfer that is listed. */
    public static StoredTransfer pending(VolumeTransfer transfer) {
        return new StoredTransfer(transfer, TransferStatus.PENDING);
    }

    /** Returns a transfer that is no longer listed because another project has accepted it. */
    public static StoredTransfer accepted(VolumeTransfer transfer) {
        return new StoredTransfer(transfer, TransferStatus.ACCEPTED);
    }

    /** Returns a transfer that is no longer listed because its project has deleted it. */
    public static StoredTransfer deleted(VolumeTransfer transfer) {
        return new StoredTransfer(transfer, TransferStatus.DELETED);
    }
}
