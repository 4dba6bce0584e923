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

    static final HttpString X_REQUEST_ID = new HttpString("X-Request-Id");
    static final HttpString X_OPENSTACK_REQUEST_ID = new HttpString("X-Openstack-Request-Id");
    /** Sent with errors only: the only header that the exceptions of python-cinderclient read. */
    static final HttpString X_COMPUTE_REQUEST_ID = new HttpString("X-Compute-Request-Id");

    static final HttpString X_AUTH_TOKEN = new HttpString("X-Auth-Token");
    static final HttpString LINK = new HttpString("Link");
    static final String JSON = "application/json";
    static final String NO_STORE = "no-store";

    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MAX_RETRY_AFTER_SECONDS = 3;

    private ResponseHeaders() {}

    /** Adds the headers to a response that has not been started. */
    static void put(HttpServerExchange exchange) {
        String requestId = requestId(exchange.getRequestHeaders().get(X_REQUEST_ID));
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(X_REQUEST_ID, requestId);
        headers.put(X_OPENSTACK_REQUEST_ID, requestId);
        headers.put(Headers.CONTENT_TYPE, JSON);
        headers.put(Headers.CACHE_CONTROL, NO_STORE);
        headers.put(Headers.VARY, X_AUTH_TOKEN.toString());
        if (exchange.isHttp10() && exchange.isPersistent()) {
            // HTTP/1.0 clients close the connection unless the response has this header.
            headers.put(Headers.CONNECTION, Headers.KEEP_ALIVE.toString());
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

    /** Returns a random number of seconds, so that refused clients do not all retry at once. */
    static int retryAfterSeconds() {
        return ThreadLocalRandom.current().nextInt(1, MAX_RETRY_AFTER_SECONDS + 1);
    }

    private static String requestId(@Nullable HeaderValues inbound) {
        return inbound != null
                        && inbound.size() == 1
                        && REQUEST_ID.matcher(inbound.getFirst()).matches()
                ? inbound.getFirst()
                : freshRequestId();
    }
}
