package org.volumetransfers.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * A position in {@link TransferOrder}. It stays valid when its transfer is no longer listed.
 *
 * @param createdAt the time of creation, UTC, in microseconds
 * @param id the id of the transfer
 */
public record TransferPosition(Instant createdAt, TransferId id) {

    /** Rejects null. */
    public TransferPosition {
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(id, "id");
    }
}
