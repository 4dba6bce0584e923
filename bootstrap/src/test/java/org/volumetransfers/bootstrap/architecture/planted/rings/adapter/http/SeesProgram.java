package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.http;

import org.volumetransfers.bootstrap.architecture.planted.rings.bootstrap.TransferServer;

/** Breaks: nobody sees bootstrap. */
interface SeesProgram {
    void see(TransferServer seen);
}
