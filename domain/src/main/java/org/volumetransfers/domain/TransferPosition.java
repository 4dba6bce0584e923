package org.volumetransfers.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * One place in {@link TransferOrder}. It stays a place when the transfer that stood there is gone.
 *
 * @param createdAt when the transfer that stands there was created, UTC, microseconds
 * @param id its id
 */
public record TransferPosition(Instant createdAt, TransferId id) {

    /**
     * Refuses null.
     *
     * @param createdAt when the transfer that stands there was created
     * @param id its id
     */
    public TransferPosition {
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(id, "id");
    }
}
