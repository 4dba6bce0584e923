package org.volumetransfers.bootstrap;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.HttpConfig;

/**
 * The configuration of a server. All values are valid, and files have been read.
 *
 * @param http address, links and limits
 * @param storage where transfers are stored
 * @param offsetRules which offsets are accepted
 * @param maxLimit the largest page; null for no maximum
 * @param identity how tokens are verified
 * @param requiredRoles the roles of which a caller needs one; empty to accept any role. Unmodifiable
 * @param operation how the server is operated
 */
public record ServerConfig(
        HttpConfig http,
        StorageChoice storage,
        OffsetRules offsetRules,
        @Nullable Integer maxLimit,
        IdentityChoice identity,
        Set<String> requiredRoles,
        OperationConfig operation) {

    /** Copies the roles. */
    public ServerConfig {
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(offsetRules, "offsetRules");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(operation, "operation");
        requiredRoles = Set.copyOf(requiredRoles);
    }
}
