package org.volumetransfers.domain;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as the identity service vouches for it.
 *
 * @param project the project the token is scoped to, or null when it is scoped to a domain or to nothing
 * @param roles the names of the roles the token carries in that project, unmodifiable, possibly empty
 * @param expiresAt the first moment (UTC) at which the token is good no longer, or null when it does not expire
 */
public record Caller(
        @Nullable ProjectId project,
        Set<String> roles,
        @Nullable Instant expiresAt) {

    /**
     * Copies the roles.
     *
     * @param project the project the token is scoped to
     * @param roles the names of the roles the token carries in that project
     * @param expiresAt the first moment
     */
    public Caller {
        roles = Set.copyOf(roles);
    }

    /**
     * Tells whether the token is good no longer; there is no grace.
     *
     * @param now the time to compare with
     * @return true at or after {@link #expiresAt}
     */
    public boolean isExpiredAt(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
