package org.volumetransfers.bootstrap.architecture.planted.rings.bootstrap;

import org.volumetransfers.bootstrap.architecture.planted.rings.adapter.http.Settings;

/** Breaks: only TransferServer makes adapters. */
final class MakesValue {
    Object make() {
        return new Settings(1);
    }
}
