package org.volumetransfers.domain;

import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * What a caller asks of a listing: at most how many transfers, and how many to skip.
 *
 * @param limit at most how many, 1 to 2147483647; null for all of them
 * @param offset how many to skip, 0 to 2147483647; null when the caller named none, which is not the same as 0: the
 *     offset rule {@code documented} refuses 0
 */
public record PageRequest(@Nullable Integer limit, @Nullable Integer offset) {

    private static final PageRequest ALL = new PageRequest(null, null);

    /**
     * Checks the bounds.
     *
     * @param limit at most how many
     * @param offset how many to skip
     * @throws InvalidValueException when the limit is below 1 or the offset below 0
     */
    public PageRequest {
        if (limit != null && limit < 1) {
            throw new InvalidValueException("limit", "be at least 1");
        }
        if (offset != null && offset < 0) {
            throw new InvalidValueException("offset", "be at least 0");
        }
    }

    /**
     * Asks for every transfer.
     *
     * @return a request without limit and offset
     */
    public static PageRequest all() {
        return ALL;
    }

    /**
     * Asks for the first transfers.
     *
     * @param limit at most how many, at least 1
     * @return a request without offset
     * @throws InvalidValueException when the limit is below 1
     */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, null);
    }
}
