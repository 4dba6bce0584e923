package org.volumetransfers.bootstrap.acceptance;

import java.util.Collection;
import org.volumetransfers.application.port.out.PendingTransfers;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.domain.VolumeTransfer;

/** Storage for the suites, initially empty. */
interface Storage extends AutoCloseable {

    /** Returns the storage port. */
    TransferPages pages();

    /** Returns the storage port for single transfers. */
    PendingTransfers pending();

    /** Adds pending transfers. */
    void add(Collection<VolumeTransfer> transfers);

    /** Removes a transfer from the pending ones, as if it was accepted. */
    void remove(VolumeTransfer transfer);

    @Override
    void close();
}
