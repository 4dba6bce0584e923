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
 * @param maxCallers most valid tokens that are remembered, 1 or more; each costs about 500 bytes, and one with names of roles
 *     of more than 250 characters counts as several
 * @param maxRefusals most refused tokens that are remembered, 1 or more, apart from the valid ones; each costs about 150
 *     bytes
 * @param maxTokenBytes length of the longest token that is remembered, 1 or more; longer ones are left to the verifier
 *     behind, each time
 */
public record TokenCacheConfig(
        Duration lifetime, Duration refusalLifetime, int maxCallers, int maxRefusals, int maxTokenBytes) {

    private static final Duration LONGEST = Duration.ofDays(1);

    /** 300 s for valid tokens, 10 s for refused ones, 50,000 and 10,000 of them, with at most 16,384 bytes each. */
    public static final TokenCacheConfig DEFAULT =
            new TokenCacheConfig(Duration.ofSeconds(300), Duration.ofSeconds(10), 50_000, 10_000, 16_384);

    /**
     * Checks the bounds.
     *
     * @param lifetime how long a good token is remembered
     * @param refusalLifetime how long a refused token is remembered
     * @param maxCallers most good tokens that are remembered
     * @param maxRefusals most refused tokens that are remembered
     * @param maxTokenBytes length of the longest token that is remembered
     * @throws InvalidValueException when one of them is out of bounds
     */
    public TokenCacheConfig {
        requireLifetime("token cache lifetime", lifetime);
        requireLifetime("refusal lifetime", refusalLifetime);
        if (maxCallers < 1 || maxRefusals < 1) {
            throw new InvalidValueException("token cache size", "be 1 or more");
        }
        if (maxTokenBytes < 1) {
            throw new InvalidValueException("max token bytes", "be 1 or more");
        }
    }

    /**
     * The same with another lifetime of good tokens.
     *
     * @param changed how long a good token is remembered
     * @return changed configuration
     */
    public TokenCacheConfig withLifetime(Duration changed) {
        return new TokenCacheConfig(changed, refusalLifetime, maxCallers, maxRefusals, maxTokenBytes);
    }

    /**
     * The same with another bound on the length of tokens.
     *
     * @param bytes length of the longest token that is remembered
     * @return changed configuration
     */
    public TokenCacheConfig withMaxTokenBytes(int bytes) {
        return new TokenCacheConfig(lifetime, refusalLifetime, maxCallers, maxRefusals, bytes);
    }

    private static void requireLifetime(String field, Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
            throw new InvalidValueException(field, "be more than nothing and at most 1 day");
        }
    }
}
