package org.volumetransfers.application.port.in;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.AuthToken;

/**
 * The parts of a request that authentication needs.
 *
 * @param token the caller's token
 * @param method the method of the request, as access rules name it: {@code GET}
 * @param path its decoded path, as access rules name it, without prefix and query: {@code /v2/<project>/os-volume-transfer}
 * @param client what distinguishes the client from others, such as its address, so that none of them occupies what all need;
 *     null if it is unknown, for instance behind a proxy
 */
public record CallerRequest(
        AuthToken token,
        String method,
        String path,
        @Nullable String client) {

    /** Checks that nothing else is missing. */
    public CallerRequest {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
    }
}
