package org.volumetransfers.domain;

/** The status of a transfer. */
public enum TransferStatus {
    /** Not accepted yet. Only pending transfers are listed. */
    PENDING,
    /** Accepted by another project, which now owns the volume. */
    ACCEPTED,
    /** Deleted by the project that created it. */
    DELETED
}
