package org.volumetransfers.bootstrap.architecture.planted.cycle.two;

import org.volumetransfers.bootstrap.architecture.planted.cycle.one.First;

/** Breaks: packages have no cycles. */
public interface Second {
    void see(First seen);
}
