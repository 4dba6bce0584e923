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
        Integer limit = integer(query.get("limit"), Fault.LIMIT_NOT_INTEGER);
        if (limit != null && limit < 1) {
            throw Fault.LIMIT_NOT_POSITIVE.refused();
        }
        Integer offset = integer(query.get("offset"), Fault.OFFSET_NOT_INTEGER);
        if (offset != null && offset < 0) {
            throw Fault.OFFSET_NOT_POSITIVE.refused();
        }
        return new PageRequest(limit, offset);
    }

    /** Parses ASCII digits after an optional minus; {@link Integer#valueOf} would also accept a plus and other scripts. */
    private static @Nullable Integer integer(@Nullable String text, Fault otherwise) {
        if (text == null) {
            return null;
        }
        if (!INTEGER.matcher(text).matches()) {
            throw otherwise.refused();
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw otherwise.refused();
        }
    }
}
