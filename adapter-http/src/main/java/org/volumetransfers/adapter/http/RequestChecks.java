package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import java.util.Set;
import java.util.regex.Pattern;
import org.volumetransfers.adapter.http.engine.HttpLimits;

/** Checks the head of a request before it is routed. Source: {@code docs/contract.md}, section 5. */
final class RequestChecks {

    private static final Set<HttpString> PROTOCOLS = Set.of(Protocols.HTTP_1_1, Protocols.HTTP_1_0, Protocols.HTTP_2_0);
    /** Undertow computes lengths modulo 2^64; 18 digits always fit. */
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private RequestChecks() {}

    static void check(HttpServerExchange exchange, HttpLimits limits) {
        checkSize(exchange, limits);
        checkForm(exchange);
    }

    /** Checks the limits that the contract names; those of the parser are well above them. */
    private static void checkSize(HttpServerExchange exchange, HttpLimits limits) {
        int query = exchange.getQueryString().length();
        // Includes the question mark, which belongs to neither part.
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

    /** Refuses heads that Undertow's parser accepts although they are invalid or ambiguous. */
    private static void checkForm(HttpServerExchange exchange) {
        if (!PROTOCOLS.contains(exchange.getProtocol())) {
            // The response must not use an unknown version.
            exchange.setProtocol(Protocols.HTTP_1_1);
            throw closing(exchange, Fault.MALFORMED_URL);
        }
        HeaderMap headers = exchange.getRequestHeaders();
        String transferEncoding = headers.getFirst(Headers.TRANSFER_ENCODING);
        boolean chunked = exchange.isHttp11() && "chunked".equalsIgnoreCase(transferEncoding);
        boolean encoded = transferEncoding != null && (!chunked || headers.count(Headers.TRANSFER_ENCODING) > 1);
        String length = headers.getFirst(Headers.CONTENT_LENGTH);
        if (encoded || (length != null && !LENGTH.matcher(length).matches())) {
            throw closing(exchange, Fault.MALFORMED_URL);
        }
    }

    /** Returns a refusal after which the connection is closed, because the end of the request is unknown. */
    static RefusedException closing(HttpServerExchange exchange, Fault fault) {
        exchange.setPersistent(false);
        return fault.refused();
    }

    /** Returns the path as it was sent, without the authority of an absolute target and the prefix of the handlers before. */
    static String path(HttpServerExchange exchange) {
        String path = exchange.getRequestURI();
        if (exchange.isHostIncludedInRequestURI()) {
            path = from(path, path.indexOf("//") + 2);
        }
        // The resolved path is decoded, whereas this one must not be; both have the same segments.
        String prefix = exchange.getResolvedPath();
        for (int slash = prefix.indexOf('/'); slash >= 0; slash = prefix.indexOf('/', slash + 1)) {
            path = from(path, 1);
        }
        return path;
    }

    /** Returns the part of a path from its next slash on, or a slash if there is none. */
    private static String from(String path, int start) {
        int slash = path.indexOf('/', start);
        return slash < 0 ? "/" : path.substring(slash);
    }
}
