package org.volumetransfers.domain;

import java.util.List;

/**
 * A page of transfers.
 *
 * @param transfers the transfers in {@link TransferOrder}, unmodifiable, empty if there are none from the start on
 * @param more whether more transfers followed the last one when the page was read; false for an empty page
 */
public record TransferPage(List<VolumeTransfer> transfers, boolean more) {

    /** Copies the list unless it is unmodifiable. */
    public TransferPage {
        transfers = List.copyOf(transfers);
        if (more && transfers.isEmpty()) {
            throw new IllegalArgumentException("more transfers cannot follow an empty page");
        }
    }
}
