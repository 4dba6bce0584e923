package org.volumetransfers.domain;

import java.util.List;

/**
 * One page, as {@link TransferQuery} read it.
 *
 * @param transfers the transfers in {@link TransferOrder}, unmodifiable, empty when there are none at or behind the start
 * @param more whether more transfers followed the last one when the page was read; never for an empty page
 */
public record TransferPage(List<VolumeTransfer> transfers, boolean more) {

    /**
     * Copies the list where it could still change.
     *
     * @param transfers the transfers in {@link TransferOrder}
     * @param more whether more transfers followed the last one when the page was read
     */
    public TransferPage {
        transfers = List.copyOf(transfers);
        if (more && transfers.isEmpty()) {
            throw new IllegalArgumentException("more transfers cannot follow an empty page");
        }
    }
}
