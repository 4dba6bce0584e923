package org.volumetransfers.bootstrap.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.volumetransfers.bootstrap.acceptance.Wire.Answer;
import org.volumetransfers.domain.VolumeTransfer;

/** What the contract says of every answer, whatever was asked. */
final class Bodies {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Bodies() {}

    /** Checks the headers that every answer carries. Source: docs/contract.md, section 4. */
    static void assertUsualHeaders(Answer answer) {
        String context = answer.toString();
        assertEquals("application/json", answer.header("Content-Type"), context);
        assertEquals("no-store", answer.header("Cache-Control"), context);
        assertEquals("X-Auth-Token", answer.header("Vary"), context);
        String requestId = answer.header("X-Request-Id");
        assertNotNull(requestId, context);
        assertTrue(requestId.matches("[A-Za-z0-9._-]{1,64}"), requestId);
        assertEquals(requestId, answer.header("X-Openstack-Request-Id"));
        assertNull(answer.header("Server"), context);
        boolean tryAgain = answer.status() == 503 || answer.status() == 429;
        assertEquals(tryAgain, answer.header("Retry-After") != null, context);
        assertEquals(answer.status() == 401, answer.header("WWW-Authenticate") != null, context);
        assertEquals(answer.status() == 405, "GET, HEAD".equals(answer.header("Allow")), context);
    }

    /** Checks that an answer is this refusal and nothing else. */
    static void assertRefusal(int status, String code, String message, Answer answer) {
        assertUsualHeaders(answer);
        assertEquals(status, answer.status(), answer::body);
        ObjectNode expected = JSON.createObjectNode();
        expected.putObject("error").put("code", code).put("message", message);
        assertEquals(expected, tree(answer));
        assertNull(answer.header("Link"));
    }

    /** Checks that an answer lists exactly these transfers, with links from this base. */
    static void assertListing(List<VolumeTransfer> transfers, String base, Answer answer) {
        assertUsualHeaders(answer);
        assertEquals(200, answer.status(), answer::body);
        ObjectNode expected = JSON.createObjectNode();
        ArrayNode items = expected.putArray("transfers");
        for (VolumeTransfer transfer : transfers) {
            String path = "/" + transfer.project() + "/os-volume-transfer/" + transfer.id();
            ObjectNode item = items.addObject();
            item.put("id", transfer.id().value());
            item.put("name", transfer.name());
            item.put("volume_id", transfer.volume().value());
            ArrayNode links = item.putArray("links");
            links.addObject().put("href", base + "/v2" + path).put("rel", "self");
            links.addObject().put("href", base + path).put("rel", "bookmark");
        }
        assertEquals(expected, tree(answer));
    }

    /** Checks that an answer is one that this server may give to anything: ours in form, and no fault of ours. */
    static void assertOurs(Answer answer, boolean toHead) {
        assertUsualHeaders(answer);
        assertTrue(Set.of(200, 400, 401, 403, 404, 405, 414, 431).contains(answer.status()), answer.toString());
        if (toHead) {
            assertEquals("", answer.body());
            return;
        }
        JsonNode tree = tree(answer);
        assertEquals(1, tree.size(), answer::body);
        if (answer.status() == 200) {
            assertTrue(tree.path("transfers").isArray(), answer::body);
            return;
        }
        JsonNode error = tree.path("error");
        assertEquals(2, error.size(), answer::body);
        assertTrue(error.path("code").asText().matches("EVS\\.\\d{4}"), answer::body);
        assertFalse(error.path("message").asText().isEmpty(), answer::body);
    }

    static JsonNode tree(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + answer.body(), e);
        }
    }
}
