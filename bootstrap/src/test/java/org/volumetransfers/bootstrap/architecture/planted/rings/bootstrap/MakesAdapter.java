package org.volumetransfers.bootstrap.architecture.planted.rings.bootstrap;

import org.volumetransfers.bootstrap.architecture.planted.rings.adapter.inmemory.Keeps;

/** Breaks: only TransferServer makes adapters. */
final class MakesAdapter {
    Object make() {
        return new Keeps();
    }
}
