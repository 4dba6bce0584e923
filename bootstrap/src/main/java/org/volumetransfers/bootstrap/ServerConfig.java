package org.volumetransfers.bootstrap;

import java.util.Objects;
import java.util.Set;
import org.volumetransfers.adapter.http.HttpConfig;
import org.volumetransfers.application.service.PagingRule;

/**
 * The configuration of a server. All values are valid, and files have been read.
 *
 * @param http address, links and limits
 * @param storage where transfers are stored
 * @param paging how listings are paged
 * @param identity how tokens are verified
 * @param requiredRoles the roles of which a caller needs one; empty to accept any role. Unmodifiable
 */
public record ServerConfig(
        HttpConfig http, StorageChoice storage, PagingRule paging, IdentityChoice identity, Set<String> requiredRoles) {

    /** Copies the roles. */
    public ServerConfig {
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(paging, "paging");
        Objects.requireNonNull(identity, "identity");
        requiredRoles = Set.copyOf(requiredRoles);
    }
}
