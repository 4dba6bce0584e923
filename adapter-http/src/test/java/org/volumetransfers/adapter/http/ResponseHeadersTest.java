package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;

/** Request ids, and links independent of the host in the request. Contract, sections 2 and 4. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponseHeadersTest {

    private static final String LONGEST = "0123456789012345678901234567890123456789012345678901234567890123";

    private final Edge edge;

    ResponseHeadersTest() throws IOException {
        edge = Edge.with(NumberedTransfers.plain(NumberedTransfers.MANY))
                .configured(c -> c.withPublicUrl("https://evs.example.com/storage"))
                .start();
    }

    @AfterAll
    void close() {
        edge.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "req-5f9c0e4e-8f3c-4c86-9d3f-1f1f2c6b8a55", "A.b_c-9", "---", "  padded\t", LONGEST})
    void aWellFormedRequestIdIsReturned(String id) throws IOException {
        for (String query : new String[] {"?limit=2", "", "?limit=0"}) {
            RawResponse response =
                    edge.send(Requests.get(Requests.LIST + query, Requests.TOKEN, "X-Request-Id: " + id));
            ResponseRules.assertHeaders(response);
            assertEquals(id.strip(), response.header("X-Request-Id"));
        }
        assertEquals(
                id.strip(), edge.send(Requests.get("/", "x-request-id: " + id)).header("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Request-Id:",
                "X-Request-Id: a b",
                "X-Request-Id: a,b",
                "X-Request-Id: a/b",
                "X-Request-Id: {a}",
                "X-Request-Id: a\u00fcb",
                "X-Request-Id: " + LONGEST + "x",
                "X-Request-Id: same\r\nX-Request-Id: same",
                "X-Openstack-Request-Id: mine",
                "X-Other: mine"
            })
    void anyOtherRequestIdIsReplaced(String headers) throws IOException {
        RawResponse response = edge.send(Requests.get(Requests.LIST + "?limit=2", Requests.TOKEN, headers));
        ResponseRules.assertListing(2, response);
        String id = response.header("X-Request-Id");
        assertNotNull(id);
        assertTrue(id.matches("req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), id);
        assertNotEquals(id, edge.send(Requests.list("?limit=2")).header("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example.com",
                "Host: evil.example.com:1234",
                "Host:",
                "X-Forwarded-Host: evil.example.com",
                "X-Forwarded-Proto: evil",
                "X-Forwarded-Port: 1234\r\nX-Forwarded-Prefix: /evil\r\nX-Forwarded-For: evil.example.com",
                "Forwarded: host=evil.example.com;proto=evil",
                "X-Original-URL: /evil\r\nX-Rewrite-URL: /evil",
                "X-HTTP-Method-Override: DELETE"
            })
    void linksIgnoreTheHostOfTheRequest(String headers) throws IOException {
        assertLinksOfThePublicUrl(edge.send(Requests.get(Requests.LIST + "?limit=2", Requests.TOKEN, headers)));
    }

    @Test
    void linksIgnoreTheHostOfAnAbsoluteTarget() throws IOException {
        String host = "Host: evil.example.com";
        assertLinksOfThePublicUrl(
                edge.send(Requests.get("http://evil.example.com" + Requests.LIST + "?limit=2", Requests.TOKEN, host)));
        for (String slash : new String[] {"", "/"}) {
            RawResponse versions = edge.send(Requests.get("http://evil.example.com" + slash, host));
            assertEquals(300, versions.status());
            assertFalse(versions.text().contains("evil"), versions::text);
        }
    }

    private static void assertLinksOfThePublicUrl(RawResponse response) {
        ResponseRules.assertListing(2, response);
        assertFalse(response.toString().contains("evil"), response::toString);
        assertEquals(
                "<https://evs.example.com/storage/v2/firstproject/os-volume-transfer?limit=2&marker=1a2b3c4d-0000-4000-8000-000000000001>; rel=\"next\"",
                response.header("Link"));
        for (JsonNode transfer : response.json().get("transfers")) {
            for (JsonNode link : transfer.get("links")) {
                assertTrue(link.get("href").asText().startsWith("https://evs.example.com/storage/"));
            }
        }
    }
}
