package org.volumetransfers.domain;

import java.util.Optional;

/**
 * The lookup port: finds a single transfer of a project by its id.
 *
 * <p>An adapter proves that it keeps the contract below by extending {@code TransferLookupContract} of the module
 * {@code volume-transfers-testkit}. Threads, time and fidelity are as for {@link TransferQuery}; a transfer that
 * {@link TransferQuery} lists is found at once, and one that it no longer lists is not found.
 */
public interface TransferLookup {

    /**
     * Finds a pending transfer.
     *
     * @param project the project that created it
     * @param id its id, matched exactly
     * @return the transfer; empty if the project has no pending transfer with this id
     * @throws org.volumetransfers.domain.error.BackendUnavailableException if storage cannot answer now
     */
    Optional<VolumeTransfer> find(ProjectId project, TransferId id);

    /**
     * Finds the position of a transfer, which may have left the list since: a walk that stopped at a transfer continues
     * there even if the transfer has been accepted or deleted meanwhile.
     *
     * @param project the project that created it
     * @param id its id, matched exactly
     * @return the position of the pending transfer, or of one that has ended as long as storage remembers it; empty if the
     *     project never had a transfer with this id, or storage has forgotten it
     * @throws org.volumetransfers.domain.error.BackendUnavailableException if storage cannot answer now
     */
    Optional<TransferPosition> position(ProjectId project, TransferId id);
}
