package org.volumetransfers.bootstrap.architecture.planted.rings.bootstrap.logging;

import com.fasterxml.jackson.core.JsonToken;

/** Breaks nothing: log lines may be JSON. */
public interface LogFormat {
    /** See above. */
    void see(JsonToken seen);
}
