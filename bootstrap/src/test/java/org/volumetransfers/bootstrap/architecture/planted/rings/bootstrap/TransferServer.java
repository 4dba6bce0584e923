package org.volumetransfers.bootstrap.architecture.planted.rings.bootstrap;

import org.volumetransfers.bootstrap.architecture.planted.rings.adapter.inmemory.Keeps;

/** Breaks nothing: this is the one file that makes adapters. */
public final class TransferServer {
    /** What is nested in it may make adapters too. */
    record Made(Keeps keeps) {
        Made() {
            this(new Keeps());
        }
    }
}
