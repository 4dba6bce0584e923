package org.volumetransfers.bootstrap.architecture.planted.rings.bootstrap;

import com.fasterxml.jackson.core.JsonToken;

/** Breaks: JSON is for HTTP, files and log lines. */
interface SeesJson {
    void see(JsonToken seen);
}
