package org.volumetransfers.bootstrap.architecture.planted.rings.domain;

import java.time.Instant;

/** Breaks nothing. */
interface SeesItself {
    void see(Instant seen);
}
