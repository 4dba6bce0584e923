package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The headers that every answer carries. Source: {@code docs/contract.md}, section 4. */
final class ResponseHeaders {

    static final HttpString X_REQUEST_ID = new HttpString("X-Request-Id");
    static final HttpString X_OPENSTACK_REQUEST_ID = new HttpString("X-Openstack-Request-Id");
    /** Carried by errors only: the exceptions of python-cinderclient read no other. */
    static final HttpString X_COMPUTE_REQUEST_ID = new HttpString("X-Compute-Request-Id");

    static final HttpString X_AUTH_TOKEN = new HttpString("X-Auth-Token");
    static final HttpString LINK = new HttpString("Link");
    static final String JSON = "application/json";
    static final String NO_STORE = "no-store";

    private static final int MAX_REQUEST_ID_LENGTH = 64;
    private static final int MAX_RETRY_AFTER_SECONDS = 3;

    private ResponseHeaders() {}

    /** Puts them into an answer that is about to be made. */
    static void put(HttpServerExchange exchange) {
        String requestId = requestId(exchange.getRequestHeaders().get(X_REQUEST_ID));
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(X_REQUEST_ID, requestId);
        headers.put(X_OPENSTACK_REQUEST_ID, requestId);
        headers.put(Headers.CONTENT_TYPE, JSON);
        headers.put(Headers.CACHE_CONTROL, NO_STORE);
        headers.put(Headers.VARY, X_AUTH_TOKEN.toString());
        if (exchange.isHttp10() && exchange.isPersistent()) {
            // An HTTP/1.0 client that asked to keep the connection must be told that it may.
            headers.put(Headers.CONNECTION, Headers.KEEP_ALIVE.toString());
        }
    }

    /** The request id of an answer; for the log. */
    static String requestId(HttpServerExchange exchange) {
        return String.valueOf(exchange.getResponseHeaders().getFirst(X_REQUEST_ID));
    }

    /** A fresh request id, in OpenStack's shape. Not a secret, hence not from a secure source. */
    static String freshRequestId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "req-" + new UUID(random.nextLong(), random.nextLong());
    }

    /** Returns whole seconds, 1 or a few more at random, so that refused clients do not all come back at once. */
    static int retryAfterSeconds() {
        return ThreadLocalRandom.current().nextInt(1, MAX_RETRY_AFTER_SECONDS + 1);
    }

    private static String requestId(@Nullable HeaderValues inbound) {
        if (inbound != null && inbound.size() == 1 && isWellFormed(inbound.getFirst())) {
            return inbound.getFirst();
        }
        return freshRequestId();
    }

    private static boolean isWellFormed(String id) {
        if (id.isEmpty() || id.length() > MAX_REQUEST_ID_LENGTH) {
            return false;
        }
        return id.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z')
                        || (c >= '0' && c <= '9')
                        || (c >= 'A' && c <= 'Z')
                        || c == '.'
                        || c == '_'
                        || c == '-');
    }
}
