package org.volumetransfers.adapter.http;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.PageRequest;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.error.InvalidValueException;

/** The query parameters {@code limit}, {@code offset} and {@code marker}. Source: {@code docs/contract.md}, section 3. */
final class PageParameters {

    static final Set<String> NAMES = Set.of("limit", "offset", "marker");

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

    private PageParameters() {}

    /**
     * Reads limit and offset, in this order.
     *
     * @return a request without a marker
     * @throws RefusedException if one of them is repeated, not an integer, or out of bounds (row 9)
     */
    static PageRequest limitAndOffset(QueryParameters query) {
        return new PageRequest(
                integer(query.get("limit"), 1, Fault.LIMIT_NOT_INTEGER, Fault.LIMIT_NOT_POSITIVE),
                integer(query.get("offset"), 0, Fault.OFFSET_NOT_INTEGER, Fault.OFFSET_NOT_POSITIVE),
                null);
    }

    /**
     * Reads the marker.
     *
     * @return the id of a transfer that may be unknown; null if there is no marker
     * @throws RefusedException if the marker is repeated, or cannot be the id of any transfer (row 9)
     */
    static @Nullable TransferId marker(QueryParameters query) {
        String text = query.get("marker");
        try {
            return text == null ? null : new TransferId(text);
        } catch (InvalidValueException e) {
            throw Fault.UNKNOWN_MARKER.refused();
        }
    }

    /** Parses ASCII digits after an optional minus; {@link Integer#valueOf} would also accept a plus and other scripts. */
    private static @Nullable Integer integer(@Nullable String text, int min, Fault notInteger, Fault tooSmall) {
        if (text == null) {
            return null;
        }
        if (!INTEGER.matcher(text).matches()) {
            throw notInteger.refused();
        }
        try {
            int value = Integer.parseInt(text);
            if (value < min) {
                throw tooSmall.refused();
            }
            return value;
        } catch (NumberFormatException e) {
            throw notInteger.refused();
        }
    }
}
