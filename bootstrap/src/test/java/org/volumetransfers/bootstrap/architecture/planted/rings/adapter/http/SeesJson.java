package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.http;

import com.fasterxml.jackson.core.JsonToken;

/** Breaks nothing: this is where JSON is spoken. */
interface SeesJson {
    void see(JsonToken seen);
}
