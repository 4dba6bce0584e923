package org.volumetransfers.bootstrap.architecture.planted.rings.bootstrap.files;

import org.volumetransfers.bootstrap.architecture.planted.rings.bootstrap.TransferServer;

/** Breaks: a package of bootstrap does not depend on its root package. */
interface SeesMain {
    void see(TransferServer seen);
}
