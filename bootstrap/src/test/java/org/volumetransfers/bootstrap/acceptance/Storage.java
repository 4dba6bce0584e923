package org.volumetransfers.bootstrap.acceptance;

import java.util.Collection;
import java.util.concurrent.Executor;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** A storage the suites run on: empty at first, filled and changed by them. */
interface Storage extends AutoCloseable {

    /** The port under test. */
    TransferQuery transfers();

    /** What runs the work that asks the port. */
    Executor work();

    /** Adds pending transfers, many at once. */
    void add(Collection<VolumeTransfer> transfers);

    /** Makes a transfer one that is pending no longer. */
    void remove(VolumeTransfer transfer);

    @Override
    void close();
}
