package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;

/** Responses to {@code HEAD} are those to {@code GET} without the body. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadRequestTest {

    private static final Set<String> DIFFERENT_EACH_TIME =
            Set.of("date", "x-compute-request-id", "x-request-id", "x-openstack-request-id");

    private final NumberedTransfers stored = NumberedTransfers.plain(NumberedTransfers.MANY);
    private final Edge edge;

    HeadRequestTest() throws IOException {
        edge = Edge.over(stored);
    }

    @AfterAll
    void close() {
        edge.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=1",
                "?limit=256",
                "?limit=3&offset=5",
                "?limit=0",
                "?offset=0",
                "?offset=99999",
                "?x=%ff",
                "",
                "/detail?limit=3",
                "/1a2b3c4d-0000-4000-8000-000000000001",
                "/unknown"
            })
    void theHeadersAreThoseOfGet(String query) throws IOException {
        try (RawClient client = edge.client()) {
            RawResponse get = client.send(Requests.list(query)).response();
            RawResponse head = client.send(head(query)).headResponse();
            assertEquals(get.statusLine(), head.statusLine());
            assertEquals(comparable(get), comparable(head));
            ResponseRules.assertListing(
                    2, client.send(Requests.list("?limit=2")).response());
        }
    }

    @ParameterizedTest
    @CsvSource({"/nowhere, NOT_FOUND", "/v2/firstproject/os-volume-transfer, UNAUTHENTICATED"})
    void refusalsHaveNoBody(String target, Fault fault) throws IOException {
        try (RawClient client = edge.client()) {
            FaultRules.assertFaultHead(
                    fault, client.send(Requests.of("HEAD", target)).headResponse());
            ResponseRules.assertListing(
                    2, client.send(Requests.list("?limit=2")).response());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?limit=5000", "/detail", "/detail?limit=257"})
    void onlyTheFirstStepOfALongListingIsRead(String query) throws IOException {
        try (RawClient client = edge.client()) {
            int before = stored.pages();
            RawResponse head = client.send(head(query)).headResponse();
            assertEquals(200, head.status());
            assertNull(head.header("Content-Length"));
            assertNull(head.header("Link"));
            ResponseRules.assertHeaders(head);
            ResponseRules.assertListing(
                    2, client.send(Requests.list("?limit=2")).response());
            assertEquals(2, stored.pages() - before);
        }
    }

    @Test
    void theResponseToAnHttp10ClientEnds() throws IOException {
        try (RawClient client = edge.client()) {
            client.send(Requests.ofVersion("HTTP/1.0", "HEAD", Requests.LIST, Requests.TOKEN));
            assertEquals(200, client.headResponse().status());
            RawClient.Rest rest = client.rest();
            assertEquals("", rest.text());
        }
    }

    private static String head(String query) {
        return Requests.of("HEAD", Requests.LIST + query, Requests.TOKEN);
    }

    private static Map<String, List<String>> comparable(RawResponse response) {
        Map<String, List<String>> headers = new TreeMap<>(response.headers());
        headers.keySet().removeAll(DIFFERENT_EACH_TIME);
        return headers;
    }
}
