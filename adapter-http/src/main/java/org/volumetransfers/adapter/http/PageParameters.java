package org.volumetransfers.adapter.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.PageRequest;

/** The query parameters {@code limit} and {@code offset}. Source: {@code docs/contract.md}, section 3. */
final class PageParameters {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

    private PageParameters() {}

    /**
     * Reads the page request.
     *
     * @throws RefusedException if a parameter is repeated, not an integer, or out of bounds (row 9); limit is checked first
     */
    static PageRequest of(QueryParameters query) {
        return new PageRequest(
                integer(query.get("limit"), 1, Fault.LIMIT_NOT_INTEGER, Fault.LIMIT_NOT_POSITIVE),
                integer(query.get("offset"), 0, Fault.OFFSET_NOT_INTEGER, Fault.OFFSET_NOT_POSITIVE));
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
