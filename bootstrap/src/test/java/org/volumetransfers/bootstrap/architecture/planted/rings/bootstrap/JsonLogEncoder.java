package org.volumetransfers.bootstrap.architecture.planted.rings.bootstrap;

import com.fasterxml.jackson.core.JsonToken;

/** Breaks nothing: it is named as one that writes JSON. */
interface JsonLogEncoder {
    void see(JsonToken seen);
}
