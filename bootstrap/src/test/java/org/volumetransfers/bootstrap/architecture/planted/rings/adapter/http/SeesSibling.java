package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.http;

import org.volumetransfers.bootstrap.architecture.planted.rings.adapter.inmemory.Keeps;

/** Breaks: adapters do not see each other. */
interface SeesSibling {
    void see(Keeps seen);
}
