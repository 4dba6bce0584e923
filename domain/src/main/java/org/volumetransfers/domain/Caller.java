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
 */
public record Caller(
        @Nullable ProjectId project,
        Set<String> roles,
        @Nullable Instant expiresAt) {

    /** Copies the roles. */
    public Caller {
        roles = Set.copyOf(roles);
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
