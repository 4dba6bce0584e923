package org.volumetransfers.bootstrap.architecture.planted.rings.bootstrap;

import org.volumetransfers.bootstrap.architecture.planted.rings.adapter.http.Settings;

/** Breaks nothing. */
final class ReadsValue {
    int read() {
        return Settings.usual().port();
    }
}
