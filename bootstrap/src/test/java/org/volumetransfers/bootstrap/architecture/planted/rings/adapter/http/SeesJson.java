package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.http;

import com.fasterxml.jackson.core.JsonToken;

/** JSON of the wire is written by hand. */
interface SeesJson {
    void see(JsonToken seen);
}
