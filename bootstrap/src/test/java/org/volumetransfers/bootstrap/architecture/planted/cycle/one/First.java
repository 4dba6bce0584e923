package org.volumetransfers.bootstrap.architecture.planted.cycle.one;

import org.volumetransfers.bootstrap.architecture.planted.cycle.two.Second;

/** Breaks: packages have no cycles. */
public interface First {
    void see(Second seen);
}
