package org.volumetransfers.domain;

/** What has become of a transfer. */
public enum TransferStatus {
    /** Nobody has accepted it yet: the only ones that are listed. */
    PENDING,
    /** Another project has taken the volume. */
    ACCEPTED,
    /** The giver has withdrawn it. */
    DELETED
}
