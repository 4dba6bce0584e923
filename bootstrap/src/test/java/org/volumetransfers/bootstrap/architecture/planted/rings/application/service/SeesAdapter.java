package org.volumetransfers.bootstrap.architecture.planted.rings.application.service;

import org.volumetransfers.bootstrap.architecture.planted.rings.adapter.http.Speaks;

/** Breaks: the application sees the domain and its own ports; one file sees adapters. */
interface SeesAdapter {
    void see(Speaks seen);
}
