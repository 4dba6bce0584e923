package org.volumetransfers.bootstrap;

import java.util.Objects;
import java.util.Set;
import org.volumetransfers.adapter.http.HttpConfig;
import org.volumetransfers.application.service.PagingRule;

/**
 * What a server is made of. Everything in it has been checked, and files have been read.
 *
 * @param http address, links, limits
 * @param storage where transfers are kept
 * @param paging how answers are paged
 * @param identity who tells whose a token is
 * @param requiredRoles names of roles, one of which is enough; empty to accept any role. Unmodifiable
 */
public record ServerConfig(
        HttpConfig http, StorageChoice storage, PagingRule paging, IdentityChoice identity, Set<String> requiredRoles) {

    /**
     * Copies the roles.
     *
     * @param http address, links, limits
     * @param storage where transfers are kept
     * @param paging how answers are paged
     * @param identity who tells whose a token is
     * @param requiredRoles names of roles, one of which is enough
     */
    public ServerConfig {
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(storage, "storage");
        Objects.requireNonNull(paging, "paging");
        Objects.requireNonNull(identity, "identity");
        requiredRoles = Set.copyOf(requiredRoles);
    }
}
