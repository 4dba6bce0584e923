package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.http;

import org.volumetransfers.bootstrap.architecture.planted.rings.application.port.in.Asks;

/** Breaks nothing. */
interface SeesPort {
    void see(Asks seen);
}
