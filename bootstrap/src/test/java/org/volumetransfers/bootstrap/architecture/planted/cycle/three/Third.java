package org.volumetransfers.bootstrap.architecture.planted.cycle.three;

import org.volumetransfers.bootstrap.architecture.planted.cycle.one.First;

/** Breaks nothing. */
interface Third {
    void see(First seen);
}
