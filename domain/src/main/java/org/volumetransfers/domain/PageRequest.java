package org.volumetransfers.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * A request for a part of a listing.
 *
 * @param limit the most transfers, 1 to 2147483647; null for all
 * @param offset the number of transfers to skip, 0 to 2147483647; null if the caller gave none, which differs from 0, since
 *     the offset rule {@code documented} rejects 0
 * @param marker the transfer that precedes the listing, from which the offset then counts; null to begin with the first one
 */
public record PageRequest(
        @Nullable Integer limit,
        @Nullable Integer offset,
        @Nullable TransferId marker) {

    private static final PageRequest ALL = new PageRequest(null, null, null);

    /**
     * Checks the bounds.
     *
     * @throws InvalidValueException if the limit is below 1 or the offset below 0
     */
    public PageRequest {
        if (limit != null && limit < 1) {
            throw new InvalidValueException("limit", "be at least 1");
        }
        if (offset != null && offset < 0) {
            throw new InvalidValueException("offset", "be at least 0");
        }
    }

    /** Returns a request for all transfers. */
    public static PageRequest all() {
        return ALL;
    }

    /**
     * Returns a request for the first transfers.
     *
     * @param limit the most transfers, at least 1
     * @return a request without offset
     * @throws InvalidValueException if the limit is below 1
     */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, null, null);
    }

    /**
     * Returns a request for the first transfers after another one.
     *
     * @param limit the most transfers, at least 1
     * @param marker the transfer that precedes them
     * @return a request without offset
     * @throws InvalidValueException if the limit is below 1
     */
    public static PageRequest after(int limit, TransferId marker) {
        return new PageRequest(limit, null, Objects.requireNonNull(marker, "marker"));
    }
}
