package org.volumetransfers.bootstrap.acceptance;

import java.util.Collection;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.domain.VolumeTransfer;

/** A storage that the suites run on, empty at first. */
interface Storage extends AutoCloseable {

    /** Returns the port under test. */
    TransferPages pages();

    /** Adds pending transfers. */
    void add(Collection<VolumeTransfer> transfers);

    /** Ends a transfer. */
    void remove(VolumeTransfer transfer);

    @Override
    void close();
}
