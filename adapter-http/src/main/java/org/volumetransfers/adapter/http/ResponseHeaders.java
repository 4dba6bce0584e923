package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers of every response. Source: {@code docs/contract.md}, section 4. */
final class ResponseHeaders {

    static final HttpString X_AUTH_TOKEN = new HttpString("X-Auth-Token");
    static final HttpString LINK = new HttpString("Link");

    private static final HttpString X_REQUEST_ID = new HttpString("X-Request-Id");
    private static final HttpString X_OPENSTACK_REQUEST_ID = new HttpString("X-Openstack-Request-Id");
    /** The only header that the exceptions of python-cinderclient read. */
    private static final HttpString X_COMPUTE_REQUEST_ID = new HttpString("X-Compute-Request-Id");

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MAX_RETRY_AFTER_SECONDS = 3;

    private ResponseHeaders() {}

    /** Adds the headers to a response that has not been started. */
    static void put(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getResponseHeaders();
        put(headers, requestId(exchange.getRequestHeaders().get(X_REQUEST_ID)));
        if (exchange.isHttp10() && exchange.isPersistent()) {
            // HTTP/1.0 clients close the connection unless the response has this header.
            headers.put(Headers.CONNECTION, Headers.KEEP_ALIVE.toString());
        }
    }

    static void put(HeaderMap headers, String requestId) {
        headers.put(X_REQUEST_ID, requestId);
        headers.put(X_OPENSTACK_REQUEST_ID, requestId);
        headers.put(Headers.CONTENT_TYPE, "application/json");
        headers.put(Headers.CACHE_CONTROL, "no-store");
        headers.put(Headers.VARY, X_AUTH_TOKEN.toString());
    }

    /** Adds the further headers of an error; the time to retry is random, so that refused clients do not all retry at once. */
    static void putError(HeaderMap headers, String requestId, Fault fault) {
        headers.put(X_COMPUTE_REQUEST_ID, requestId);
        if (fault.isTemporary()) {
            headers.put(Headers.RETRY_AFTER, ThreadLocalRandom.current().nextInt(1, MAX_RETRY_AFTER_SECONDS + 1));
        }
    }

    /** Returns the request id of a response. */
    static String requestId(HttpServerExchange exchange) {
        return String.valueOf(exchange.getResponseHeaders().getFirst(X_REQUEST_ID));
    }

    /** Returns a new request id in OpenStack's form. It is no secret, so no secure random source is needed. */
    static String freshRequestId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "req-" + new UUID(random.nextLong(), random.nextLong());
    }

    private static String requestId(@Nullable HeaderValues inbound) {
        if (inbound != null && inbound.size() == 1) {
            String id = inbound.getFirst();
            return REQUEST_ID.matcher(id).matches() ? id : freshRequestId();
        }
        return freshRequestId();
    }
}
