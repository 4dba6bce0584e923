package org.volumetransfers.adapter.http;

import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.PageRequest;

/** {@code limit} and {@code offset} as query parameters. Source: {@code docs/contract.md}, section 3. */
final class PageParameters {

    private PageParameters() {}

    /**
     * Reads the page request.
     *
     * @throws RefusedException if a parameter is present twice, no integer, or out of bounds (row 9); limit comes first
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

    /** 32 bits, signed, ASCII digits, optional minus; unlike {@link Integer#parseInt} no plus and no other scripts. */
    private static @Nullable Integer integer(@Nullable String text, Fault otherwise) {
        if (text == null) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean leadingMinus = c == '-' && i == 0;
            if (!leadingMinus && (c < '0' || c > '9')) {
                throw otherwise.refused();
            }
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw otherwise.refused();
        }
    }
}
