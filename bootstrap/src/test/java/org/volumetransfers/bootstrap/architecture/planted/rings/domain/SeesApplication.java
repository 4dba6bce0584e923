package org.volumetransfers.bootstrap.architecture.planted.rings.domain;

import org.volumetransfers.bootstrap.architecture.planted.rings.application.port.in.Asks;

/** Breaks: the domain sees Java only. */
interface SeesApplication {
    void see(Asks seen);
}
