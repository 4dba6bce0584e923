package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.http;

import org.volumetransfers.bootstrap.architecture.planted.rings.bootstrap.TransferServer;

/** Breaks: no other module sees bootstrap. */
interface SeesProgram {
    void see(TransferServer seen);
}
