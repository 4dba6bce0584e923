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
import org.jspecify.annotations.Nullable;
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
            "openstack-api-version",
            "retry-after",
            "transfer-encoding",
            "vary",
            "www-authenticate",
            "x-compute-request-id",
            "x-openstack-request-id",
            "x-request-id");

    private static final Set<Integer> STATUSES_OF_MALFORMED_REQUESTS =
            Set.of(200, 300, 400, 401, 403, 404, 405, 406, 414, 431);

    private ResponseRules() {}

    /** Asserts that the headers of every response are present, and no unknown one. Contract, section 4. */
    public static void assertHeaders(RawResponse response) {
        String context = response.toString();
        assertEquals("application/json", response.header("Content-Type"), context);
        assertEquals("no-store", response.header("Cache-Control"), context);
        boolean versioned = response.header("OpenStack-API-Version") != null;
        assertEquals(
                versioned ? "X-Auth-Token, OpenStack-API-Version" : "X-Auth-Token", response.header("Vary"), context);
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
        nextLink(response);
        JsonNode transfers = response.json().get("transfers");
        assertEquals(count, transfers.size());
        for (int i = 0; i < count; i++) {
            String name = transfers.get(i).get("name").asText();
            assertTrue(name.equals("transfer " + i) || !name.startsWith("transfer"), name);
        }
    }

    /**
     * Returns the link to the next page, or null if there is none; asserts that header and body agree. A long listing has it
     * in the body only. Contract, section 3.
     */
    public static @Nullable String nextLink(RawResponse response) {
        String header = response.header("Link");
        JsonNode links = response.json().get("transfers_links");
        if (links == null) {
            assertNull(header);
            return null;
        }
        String href = links.path(0).path("href").textValue();
        ArrayNode expected = JsonNodeFactory.instance.arrayNode();
        expected.addObject().put("rel", "next").put("href", href);
        assertEquals(expected, links);
        assertTrue(header == null || header.equals("<" + href + ">; rel=\"next\""), header);
        assertEquals(response.header("Content-Length") == null, header == null);
        return href;
    }

    /**
     * Asserts that a response lists exactly these transfers, with links that start with this public URL. It may have a link to
     * the next page.
     */
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
        String next = nextLink(response);
        if (next != null) {
            expected.putArray("transfers_links").addObject().put("rel", "next").put("href", next);
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
        if (response.status() <= 300) {
            assertTrue(tree.has("transfers") || tree.has("transfer") || tree.has("versions"), response::text);
            return;
        }
        assertEquals(1, tree.size(), response::text);
        JsonNode error = tree.path("error");
        assertEquals(2, error.size(), response::text);
        assertTrue(error.path("code").asText().matches("EVS\\.\\d{4}"), response::text);
        assertFalse(error.path("message").asText().isEmpty(), response::text);
    }
}
