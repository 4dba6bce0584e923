package org.volumetransfers.application.port.in;

import java.util.Objects;
import org.volumetransfers.domain.AuthToken;

/**
 * What authentication has to know about a request.
 *
 * @param token the caller's token
 * @param method the method of the request, as access rules name it: {@code GET}
 * @param path its decoded path, as access rules name it, without prefix and query: {@code /v2/<project>/os-volume-transfer}
 */
public record CallerRequest(AuthToken token, String method, String path) {

    /** Checks that nothing is missing. */
    public CallerRequest {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
    }
}
