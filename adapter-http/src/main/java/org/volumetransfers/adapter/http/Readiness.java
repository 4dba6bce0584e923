package org.volumetransfers.adapter.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a server can serve requests now, as {@code GET /readyz} tells load balancers and orchestrators. Immutable.
 *
 * @param isReady whether requests should be sent to the server
 * @param parts the parts that the server depends on, such as {@code storage}, and whether each is available; in order. A part
 *     may be unavailable although the server is ready
 */
public record Readiness(boolean isReady, Map<String, Boolean> parts) {

    /** Copies the parts. */
    public Readiness {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }
}
