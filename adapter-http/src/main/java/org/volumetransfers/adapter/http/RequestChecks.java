package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import java.util.regex.Pattern;
import org.volumetransfers.adapter.http.engine.HttpLimits;

/** The checks of a request's head that precede routing. Source: {@code docs/contract.md}, section 5. */
final class RequestChecks {

    /** Undertow computes lengths modulo 2^64; 18 digits always fit. */
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private final HttpLimits limits;

    RequestChecks(HttpLimits limits) {
        this.limits = limits;
    }

    void check(HttpServerExchange exchange) {
        checkSize(exchange);
        checkForm(exchange);
    }

    /** The limits that the contract names; those of the parser are well above them. */
    private void checkSize(HttpServerExchange exchange) {
        int query = exchange.getQueryString().length();
        // With the question mark, which belongs to neither part.
        if (exchange.getRequestURI().length() + (query == 0 ? 0 : 1 + query) > limits.maxTargetLength()) {
            throw closing(exchange, Fault.TARGET_TOO_LONG);
        }
        long count = 0;
        long bytes = 0;
        for (HeaderValues values : exchange.getRequestHeaders()) {
            count += values.size();
            for (String value : values) {
                bytes += values.getHeaderName().length() + value.length();
            }
        }
        if (count > limits.maxHeaders() || bytes > limits.maxHeaderBytes()) {
            throw closing(exchange, Fault.HEADERS_TOO_LARGE);
        }
    }

    /** What a stricter parser would have refused. */
    private static void checkForm(HttpServerExchange exchange) {
        HttpString protocol = exchange.getProtocol();
        boolean known = protocol.equals(Protocols.HTTP_1_1)
                || protocol.equals(Protocols.HTTP_1_0)
                || protocol.equals(Protocols.HTTP_2_0);
        HeaderMap headers = exchange.getRequestHeaders();
        String transferEncoding = headers.getFirst(Headers.TRANSFER_ENCODING);
        boolean chunked = exchange.isHttp11() && "chunked".equalsIgnoreCase(transferEncoding);
        boolean encoded = transferEncoding != null && (!chunked || headers.count(Headers.TRANSFER_ENCODING) > 1);
        String length = headers.getFirst(Headers.CONTENT_LENGTH);
        if (!known || encoded || (length != null && !LENGTH.matcher(length).matches())) {
            if (!known) {
                // The response must not use an unknown version.
                exchange.setProtocol(Protocols.HTTP_1_1);
            }
            throw closing(exchange, Fault.MALFORMED_URL);
        }
    }

    /** The end of such a request is not known, so nothing more is read from its connection. */
    static RefusedException closing(HttpServerExchange exchange, Fault fault) {
        exchange.setPersistent(false);
        return fault.refused();
    }

    /**
     * Returns the path as it was sent, without the authority of an absolute request target, and without the prefix that other
     * handlers of the host's Undertow have resolved.
     */
    static String path(HttpServerExchange exchange) {
        String path = exchange.getRequestURI();
        if (exchange.isHostIncludedInRequestURI()) {
            int slash = path.indexOf('/', path.indexOf("//") + 2);
            path = slash < 0 ? "/" : path.substring(slash);
        }
        String prefix = exchange.getResolvedPath();
        for (int i = 0; i < prefix.length(); i++) {
            if (prefix.charAt(i) == '/') {
                int end = path.indexOf('/', 1);
                path = end < 0 ? "/" : path.substring(end);
            }
        }
        return path;
    }
}
