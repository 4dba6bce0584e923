package org.volumetransfers.adapter.keystone;

import static org.volumetransfers.domain.error.InvalidConfigurationException.require;

import java.time.Duration;
import org.volumetransfers.domain.error.InvalidConfigurationException;

/**
 * The bounds of the cache of {@link CachingTokenVerifier}. Start from {@link #DEFAULT}.
 *
 * @param lifetime how long a valid token is cached, at most until it expires; a revoked token may remain valid for as long.
 *     More than zero, at most 1 day
 * @param refusalLifetime how long a rejection is cached; more than zero, at most 1 day
 * @param maxCallers the maximum number of valid tokens in the cache, 1 or more; each takes about 500 bytes, and one with
 *     more than 250 characters of role names and access rules counts as several
 * @param maxRefusals the maximum number of rejections in the negative cache, 1 or more; each takes about 150 bytes
 * @param maxTokenBytes the length of the longest token that is cached, 1 or more; longer ones are verified every time
 */
public record TokenCacheConfig(
        Duration lifetime, Duration refusalLifetime, int maxCallers, int maxRefusals, int maxTokenBytes) {

    private static final Duration MAX_LIFETIME = Duration.ofDays(1);

    /** 50,000 valid tokens for 300 s each, 10,000 rejections for 10 s each, and tokens of at most 16,384 bytes. */
    public static final TokenCacheConfig DEFAULT =
            new TokenCacheConfig(Duration.ofSeconds(300), Duration.ofSeconds(10), 50_000, 10_000, 16_384);

    /**
     * Checks the bounds.
     *
     * @throws InvalidConfigurationException if a value is out of bounds
     */
    public TokenCacheConfig {
        requireLifetime("token cache lifetime", lifetime);
        requireLifetime("refusal lifetime", refusalLifetime);
        require(maxCallers >= 1 && maxRefusals >= 1, "token cache size", "be 1 or more");
        require(maxTokenBytes >= 1, "max token bytes", "be 1 or more");
    }

    /** {@return a copy with another lifetime of valid tokens} */
    public TokenCacheConfig withLifetime(Duration changed) {
        return new TokenCacheConfig(changed, refusalLifetime, maxCallers, maxRefusals, maxTokenBytes);
    }

    /** {@return a copy with another maximum length of cached tokens, in bytes} */
    public TokenCacheConfig withMaxTokenBytes(int bytes) {
        return new TokenCacheConfig(lifetime, refusalLifetime, maxCallers, maxRefusals, bytes);
    }

    private static void requireLifetime(String field, Duration lifetime) {
        boolean isPositive = !lifetime.isNegative() && !lifetime.isZero();
        require(isPositive && lifetime.compareTo(MAX_LIFETIME) <= 0, field, "be more than 0 and at most 1 day");
    }
}
