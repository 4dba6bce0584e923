package org.volumetransfers.application.service;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * How a listing is paged.
 *
 * @param offsetRule which offsets are taken
 * @param maxLimit the largest page; a caller who asks for more, or for all, gets this many and is told where the next
 *     page starts. At least 1; null for no maximum
 */
public record PagingRule(OffsetRule offsetRule, @Nullable Integer maxLimit) {

    /** The rule as documented: no maximum, and offsets between 0 and the number of transfers. */
    public static final PagingRule DOCUMENTED = new PagingRule(OffsetRule.DOCUMENTED, null);

    /**
     * Checks the maximum.
     *
     * @param offsetRule which offsets are taken
     * @param maxLimit the largest page
     * @throws InvalidValueException when it is below 1
     */
    public PagingRule {
        Objects.requireNonNull(offsetRule, "offsetRule");
        if (maxLimit != null && maxLimit < 1) {
            throw new InvalidValueException("max limit", "be at least 1");
        }
    }

    /** The limit in force for a caller's own: null only when neither is given. */
    @Nullable Integer limitInForce(@Nullable Integer asked) {
        if (maxLimit == null || asked == null) {
            return asked == null ? maxLimit : asked;
        }
        return Math.min(asked, maxLimit);
    }
}
