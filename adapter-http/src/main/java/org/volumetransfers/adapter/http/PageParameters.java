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
     * Reads the page request.
     *
     * @throws RefusedException if a parameter is repeated, not an integer, or out of bounds (row 9); they are checked in the order above
     */
    static PageRequest of(QueryParameters query) {
        return new PageRequest(
                integer(query.get("limit"), 1, Fault.LIMIT_NOT_INTEGER, Fault.LIMIT_NOT_POSITIVE),
                integer(query.get("offset"), 0, Fault.OFFSET_NOT_INTEGER, Fault.OFFSET_NOT_POSITIVE),
                marker(query.get("marker")));
    }

    /** Returns the id of a transfer; a text that cannot be one is an unknown marker. */
    private static @Nullable TransferId marker(@Nullable String text) {
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
