package org.volumetransfers.bootstrap.architecture.planted.rings.domain;

import io.undertow.util.HttpString;

/** Breaks: the domain sees Java only; Undertow is known in the HTTP adapter only. */
interface SeesUndertow {
    void see(HttpString seen);
}
