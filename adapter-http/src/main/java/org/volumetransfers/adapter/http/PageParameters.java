package org.volumetransfers.adapter.http;

import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.PageRequest;

/**
 * {@code limit} and {@code offset} as a query string has them, and every tolerance of the wire for them. Other parameters
 * are ignored. Source: {@code docs/contract.md}, section 3.
 */
final class PageParameters {

    private @Nullable String limit;
    private @Nullable String offset;
    private boolean limitTwice;
    private boolean offsetTwice;

    private PageParameters() {}

    /**
     * Reads a query string; what the values are worth is asked later, see {@link #request}.
     *
     * @param query what follows the question mark, not decoded
     * @throws RefusedException when any part of the query cannot be decoded (row 10)
     */
    static PageParameters parse(String query) {
        PageParameters parameters = new PageParameters();
        int from = 0;
        while (from < query.length()) {
            int end = query.indexOf('&', from);
            if (end < 0) {
                end = query.length();
            }
            parameters.add(query.substring(from, end));
            from = end + 1;
        }
        return parameters;
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
        if (name.equals("limit")) {
            limitTwice = limit != null;
            limit = value;
        } else if (name.equals("offset")) {
            offsetTwice = offset != null;
            offset = value;
        }
    }

    private static String decoded(String raw) {
        String text = UrlText.decoded(raw);
        if (text == null) {
            throw Fault.MALFORMED_URL.refused();
        }
        return text;
    }

    /**
     * What the caller asks for.
     *
     * @throws RefusedException when a parameter is there twice, no integer, or out of bounds (row 9); limit comes first
     */
    PageRequest request() {
        if (limitTwice) {
            throw Fault.MALFORMED_URL.refused();
        }
        Integer checkedLimit = limit == null ? null : integer(limit, Fault.LIMIT_NOT_INTEGER);
        if (checkedLimit != null && checkedLimit < 1) {
            throw Fault.LIMIT_NOT_POSITIVE.refused();
        }
        if (offsetTwice) {
            throw Fault.MALFORMED_URL.refused();
        }
        Integer checkedOffset = offset == null ? null : integer(offset, Fault.OFFSET_NOT_INTEGER);
        if (checkedOffset != null && checkedOffset < 0) {
            throw Fault.OFFSET_NOT_POSITIVE.refused();
        }
        return new PageRequest(checkedLimit, checkedOffset);
    }

    /** 32 bits, signed, ASCII digits, optional minus; unlike {@link Integer#parseInt} no plus and no other scripts. */
    private static Integer integer(String text, Fault otherwise) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean minusInFront = c == '-' && i == 0;
            if (!minusInFront && (c < '0' || c > '9')) {
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
