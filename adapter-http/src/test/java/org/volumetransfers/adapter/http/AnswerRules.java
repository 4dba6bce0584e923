package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** What the contract says of every answer. */
final class AnswerRules {

    private static final Set<String> KNOWN_HEADERS = Set.of(
            "allow",
            "cache-control",
            "connection",
            "content-length",
            "content-type",
            "date",
            "link",
            "retry-after",
            "transfer-encoding",
            "vary",
            "www-authenticate",
            "x-compute-request-id",
            "x-openstack-request-id",
            "x-request-id");

    private AnswerRules() {}

    /** Headers that are always there, none that is foreign. Contract, section 4. */
    static void assertHeadersOfEveryAnswer(RawAnswer answer) {
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals("X-Auth-Token", answer.header("Vary"));
        String requestId = answer.header("X-Request-Id");
        assertNotNull(requestId);
        assertTrue(requestId.matches("[A-Za-z0-9._-]{1,64}"), requestId);
        assertEquals(requestId, answer.header("X-Openstack-Request-Id"));
        assertTrue(answer.statusLine().matches("HTTP/1[.][01] \\d{3} .+"), answer.statusLine());
        Set<String> foreign = new HashSet<>(answer.headers().keySet());
        foreign.removeAll(KNOWN_HEADERS);
        assertEquals(Set.of(), foreign);
    }

    /** The whole answer of a row of the error table. */
    static void assertFault(Fault expected, RawAnswer answer) {
        assertFaultHead(expected, answer);
        JsonNode body = RawAnswer.tree(
                "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(expected.code(), expected.message()));
        assertEquals(body, answer.json());
    }

    /** The same for an answer to a {@code HEAD}. */
    static void assertFaultHead(Fault expected, RawAnswer answer) {
        assertEquals(expected.status(), answer.status(), answer::toString);
        assertHeadersOfEveryAnswer(answer);
        assertNotNull(answer.header("Content-Length"));
        assertNull(answer.header("Link"));
        assertEquals(answer.header("X-Request-Id"), answer.header("X-Compute-Request-Id"));
        String retryAfter = answer.header("Retry-After");
        assertEquals(expected.status() == 503 || expected.status() == 429, retryAfter != null);
        assertTrue(retryAfter == null || retryAfter.matches("[1-3]"), retryAfter);
        assertEquals(expected.status() == 401 ? "Keystone" : null, answer.header("WWW-Authenticate"));
        assertEquals(expected.status() == 405 ? "GET, HEAD" : null, answer.header("Allow"));
    }

    /** A listing with so many transfers, each once and in order. */
    static void assertListing(int count, RawAnswer answer) {
        assertEquals(200, answer.status(), answer::toString);
        assertHeadersOfEveryAnswer(answer);
        assertNull(answer.header("X-Compute-Request-Id"));
        JsonNode transfers = answer.json().get("transfers");
        assertEquals(count, transfers.size());
        for (int i = 0; i < count; i++) {
            String name = transfers.get(i).get("name").asText();
            assertTrue(name.equals("transfer " + i) || !name.startsWith("transfer"), name);
        }
    }
}
