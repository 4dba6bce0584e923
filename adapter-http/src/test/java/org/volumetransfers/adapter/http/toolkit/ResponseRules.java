package org.volumetransfers.adapter.http.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.volumetransfers.domain.VolumeTransfer;

/** The rules of the contract for responses. */
public final class ResponseRules {

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

    private static final Set<Integer> STATUSES_OF_MALFORMED_REQUESTS = Set.of(200, 400, 401, 403, 404, 405, 414, 431);

    private ResponseRules() {}

    /** Asserts that the headers of every response are present, and no unknown one. Contract, section 4. */
    public static void assertHeaders(RawResponse response) {
        String context = response.toString();
        assertEquals("application/json", response.header("Content-Type"), context);
        assertEquals("no-store", response.header("Cache-Control"), context);
        assertEquals("X-Auth-Token", response.header("Vary"), context);
        String requestId = response.header("X-Request-Id");
        assertNotNull(requestId, context);
        assertTrue(requestId.matches("[A-Za-z0-9._-]{1,64}"), requestId);
        assertEquals(requestId, response.header("X-Openstack-Request-Id"), context);
        assertTrue(response.statusLine().matches("HTTP/1[.][01] \\d{3} .+"), context);
        Set<String> unknown = new HashSet<>(response.headers().keySet());
        unknown.removeAll(KNOWN_HEADERS);
        assertEquals(Set.of(), unknown, context);
        int status = response.status();
        String retryAfter = response.header("Retry-After");
        assertEquals(status == 503 || status == 429, retryAfter != null, context);
        assertTrue(retryAfter == null || retryAfter.matches("[1-3]"), context);
        assertEquals(status == 401, response.header("WWW-Authenticate") != null, context);
        assertEquals(status == 405 ? "GET, HEAD" : null, response.header("Allow"), context);
    }

    /** Asserts that a response is this error, in all its headers and its body. Contract, section 5. */
    public static void assertError(int status, String code, String message, RawResponse response) {
        assertErrorHead(status, response);
        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        expected.putObject("error").put("code", code).put("message", message);
        assertEquals(expected, response.json());
    }

    /** Asserts the same of a response to a {@code HEAD} request. */
    public static void assertErrorHead(int status, RawResponse response) {
        assertEquals(status, response.status(), response::toString);
        assertHeaders(response);
        assertNotNull(response.header("Content-Length"));
        assertNull(response.header("Link"));
        assertEquals(response.header("X-Request-Id"), response.header("X-Compute-Request-Id"));
    }

    /** Asserts that a response lists this many numbered transfers, each once and in order. */
    public static void assertListing(int count, RawResponse response) {
        assertEquals(200, response.status(), response::toString);
        assertHeaders(response);
        assertNull(response.header("X-Compute-Request-Id"));
        JsonNode transfers = response.json().get("transfers");
        assertEquals(count, transfers.size());
        for (int i = 0; i < count; i++) {
            String name = transfers.get(i).get("name").asText();
            assertTrue(name.equals("transfer " + i) || !name.startsWith("transfer"), name);
        }
    }

    /** Asserts that a response lists exactly these transfers, with links that start with this public URL. */
    public static void assertListing(List<VolumeTransfer> transfers, String publicUrl, RawResponse response) {
        assertEquals(200, response.status(), response::toString);
        assertHeaders(response);
        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        ArrayNode items = expected.putArray("transfers");
        for (VolumeTransfer transfer : transfers) {
            String path = "/" + transfer.project() + "/os-volume-transfer/" + transfer.id();
            ObjectNode item = items.addObject();
            item.put("id", transfer.id().value());
            item.put("name", transfer.name());
            item.put("volume_id", transfer.volume().value());
            ArrayNode links = item.putArray("links");
            links.addObject().put("href", publicUrl + "/v2" + path).put("rel", "self");
            links.addObject().put("href", publicUrl + path).put("rel", "bookmark");
        }
        assertEquals(expected, response.json());
    }

    /** Asserts that a response is one that the contract permits to a malformed request. */
    public static void assertPermitted(RawResponse response, boolean toHead) {
        assertHeaders(response);
        assertTrue(STATUSES_OF_MALFORMED_REQUESTS.contains(response.status()), response::toString);
        if (toHead) {
            assertEquals("", response.text());
            return;
        }
        JsonNode tree = response.json();
        assertEquals(1, tree.size(), response::text);
        if (response.status() == 200) {
            assertTrue(tree.path("transfers").isArray(), response::text);
            return;
        }
        JsonNode error = tree.path("error");
        assertEquals(2, error.size(), response::text);
        assertTrue(error.path("code").asText().matches("EVS\\.\\d{4}"), response::text);
        assertFalse(error.path("message").asText().isEmpty(), response::text);
    }
}
