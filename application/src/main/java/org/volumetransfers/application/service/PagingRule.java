package org.volumetransfers.application.service;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.InvalidConfigurationException;

/**
 * The bounds of a listing.
 *
 * @param offsetRule which offsets are accepted
 * @param maxLimit the largest page, at least 1, for callers that request more or all, who also learn where the next page
 *     starts; null for no maximum
 */
public record PagingRule(OffsetRule offsetRule, @Nullable Integer maxLimit) {

    /** The rule as documented: no maximum, and offsets between 0 and the number of transfers. */
    public static final PagingRule DOCUMENTED = new PagingRule(OffsetRule.DOCUMENTED, null);

    /**
     * Checks the maximum.
     *
     * @throws InvalidConfigurationException if it is below 1
     */
    public PagingRule {
        Objects.requireNonNull(offsetRule, "offsetRule");
        if (maxLimit != null && maxLimit < 1) {
            throw new InvalidConfigurationException("max limit", "be at least 1");
        }
    }

    /** Returns the limit in force for a requested one, null only if there is neither limit nor maximum. */
    @Nullable Integer limitInForce(@Nullable Integer requested) {
        if (maxLimit == null || requested == null) {
            return requested == null ? maxLimit : requested;
        }
        return Math.min(requested, maxLimit);
    }
}
