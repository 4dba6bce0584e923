package org.volumetransfers.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A caller, as the identity service knows it.
 *
 * @param project the project that the token is scoped to; null if it is scoped to a domain or unscoped
 * @param roles the names of the roles of the token in that project, unmodifiable, possibly empty
 * @param expiresAt the time (UTC) from which the token is no longer valid; null if it does not expire
 * @param accessRules the requests that the caller may make, unmodifiable, empty for none; null if it is not restricted to
 *     some
 */
public record Caller(
        @Nullable ProjectId project,
        Set<String> roles,
        @Nullable Instant expiresAt,
        @Nullable Set<AccessRule> accessRules) {

    /** Copies the roles and the rules. */
    public Caller {
        roles = Set.copyOf(roles);
        accessRules = accessRules == null ? null : Set.copyOf(accessRules);
    }

    /** Creates a caller without access rules. */
    public Caller(@Nullable ProjectId project, Set<String> roles, @Nullable Instant expiresAt) {
        this(project, roles, expiresAt, null);
    }

    /**
     * Tells whether the access rules permit a request, which they do if there are none.
     *
     * @param method the method of the request
     * @param path its decoded path, without a query
     */
    public boolean mayRequest(String method, String path) {
        return accessRules == null || accessRules.stream().anyMatch(rule -> rule.permits(method, path));
    }

    /**
     * Tells whether the token has expired. There is no grace period.
     *
     * @param now the time to compare with
     * @return true at and after {@link #expiresAt}
     */
    public boolean isExpiredAt(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
