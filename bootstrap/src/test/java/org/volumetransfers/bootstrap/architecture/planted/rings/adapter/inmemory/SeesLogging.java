package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.inmemory;

import org.slf4j.Logger;

/** Breaks: logging is bound in bootstrap only. */
interface SeesLogging {
    void see(Logger seen);
}
