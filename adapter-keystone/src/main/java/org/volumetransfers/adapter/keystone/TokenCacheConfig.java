package org.volumetransfers.adapter.keystone;

import java.time.Duration;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * What {@link CachingTokenVerifier} may remember, and for how long. Start from {@link #DEFAULT}.
 *
 * @param lifetime how long a good token is good without being asked about again, at most until it expires; as long may a
 *     token pass that has been revoked. More than nothing, at most 1 day
 * @param refusalLifetime how long a refused token is refused without being asked about again. More than nothing, at most 1
 *     day
 * @param maxCallers most good tokens that are remembered, 1 or more; each costs about 500 bytes
 * @param maxRefusals most refused tokens that are remembered, 1 or more, apart from the good ones; each costs about 150
 *     bytes
 */
public record TokenCacheConfig(Duration lifetime, Duration refusalLifetime, int maxCallers, int maxRefusals) {

    private static final Duration LONGEST = Duration.ofDays(1);

    /** 300 s for good tokens, 10 s for refused ones, 50,000 and 10,000 of them. */
    public static final TokenCacheConfig DEFAULT =
            new TokenCacheConfig(Duration.ofSeconds(300), Duration.ofSeconds(10), 50_000, 10_000);

    /**
     * Checks the bounds.
     *
     * @param lifetime how long a good token is remembered
     * @param refusalLifetime how long a refused token is remembered
     * @param maxCallers most good tokens that are remembered
     * @param maxRefusals most refused tokens that are remembered
     * @throws InvalidValueException when one of them is out of bounds
     */
    public TokenCacheConfig {
        requireLifetime("token cache lifetime", lifetime);
        requireLifetime("refusal lifetime", refusalLifetime);
        if (maxCallers < 1 || maxRefusals < 1) {
            throw new InvalidValueException("token cache size", "be 1 or more");
        }
    }

    /**
     * The same with another lifetime of good tokens.
     *
     * @param changed how long a good token is remembered
     * @return changed configuration
     */
    public TokenCacheConfig withLifetime(Duration changed) {
        return new TokenCacheConfig(changed, refusalLifetime, maxCallers, maxRefusals);
    }

    private static void requireLifetime(String field, Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
            throw new InvalidValueException(field, "be more than nothing and at most 1 day");
        }
    }
}
