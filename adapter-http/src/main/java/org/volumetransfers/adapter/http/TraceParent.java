package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trace that a request belongs to. Source: W3C Trace Context, 2021, section 3.2. */
final class TraceParent {

    private static final HttpString HEADER = new HttpString("traceparent");

    /** Version 00, whose form later versions begin with; ids of zeros are invalid. */
    private static final Pattern VALID =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.{0,100})?");

    private TraceParent() {}

    /** Returns the header of a request; null if there is none, or it is repeated or invalid. */
    static @Nullable String of(HttpServerExchange exchange) {
        HeaderValues values = exchange.getRequestHeaders().get(HEADER);
        return values != null
                        && values.size() == 1
                        && VALID.matcher(values.getFirst()).matches()
                ? values.getFirst()
                : null;
    }
}
