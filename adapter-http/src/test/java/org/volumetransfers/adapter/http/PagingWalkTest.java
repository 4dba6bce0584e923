package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;
import org.volumetransfers.adapter.http.toolkit.StoredTransfers;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** Markers, and links from page to page and to single transfers. Contract, sections 2 and 3. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagingWalkTest {

    private static final int COUNT = 300;

    private final List<VolumeTransfer> nasty = SampleTransfers.nasty(SampleTransfers.FIRST_PROJECT);
    private final StoredTransfers stored = StoredTransfers.of(nasty)
            .and(SampleTransfers.plainRows(SampleTransfers.FIRST_PROJECT, COUNT + 5)
                    .subList(30, COUNT + 5));
    private final Edge edge;

    PagingWalkTest() throws IOException {
        edge = Edge.over(stored);
    }

    @AfterAll
    void close() {
        edge.close();
    }

    private RawResponse get(String target) throws IOException {
        return edge.send(Requests.get(target, Requests.TOKEN));
    }

    private String target(String href) {
        String publicUrl = edge.server().publicUrl();
        assertTrue(href.startsWith(publicUrl + '/'), href);
        return href.substring(publicUrl.length());
    }

    private static List<String> ids(RawResponse response) {
        assertEquals(200, response.status(), response::toString);
        List<String> ids = new ArrayList<>();
        response.json().get("transfers").forEach(item -> ids.add(item.get("id").textValue()));
        return ids;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/firstproject/os-volume-transfer", "/v3/firstproject/os-volume-transfer/detail"})
    void nextLinksLeadToEachTransferOnce(String list) throws IOException {
        List<String> all = ids(get(list));
        assertEquals(COUNT, all.size());
        for (int limit : new int[] {7, 100, 150, 256, 299, 300}) {
            List<String> walked = new ArrayList<>();
            String next = list + "?a=%C3%BC&limit=" + limit + "&a=2";
            int pages = 0;
            while (next != null) {
                RawResponse page = get(next);
                walked.addAll(ids(page));
                pages++;
                String href = ResponseRules.nextLink(page);
                next = href == null ? null : target(href);
                if (next != null) {
                    assertTrue(next.startsWith(list + "?limit=" + limit + "&marker="), next);
                    assertTrue(next.endsWith("&a=%C3%BC&a=2"), next);
                }
            }
            assertEquals(all, walked);
            assertEquals((COUNT + limit - 1) / limit, pages);
        }
    }

    @Test
    void aStreamedPageHasTheLinkInItsBodyOnly() throws IOException {
        RawResponse page = get(Requests.LIST + "?limit=299");
        assertNull(page.header("Link"));
        assertNull(page.header("Content-Length"));
        assertNotNull(ResponseRules.nextLink(page));
        assertEquals(List.of("transfers", "transfers_links"), names(page.json()));
    }

    @Test
    void aListThatIsNotCutHasTheDocumentedBody() throws IOException {
        for (String query : new String[] {"", "?limit=300", "?limit=2147483647", "?offset=299"}) {
            assertEquals(1, get(Requests.LIST + query).json().size());
        }
    }

    @Test
    void everyLinkLeadsToAResponse() throws IOException {
        Map<String, JsonNode> crawled = new HashMap<>();
        Deque<String> found = new ArrayDeque<>(List.of("/"));
        for (String version : new String[] {"/v2", "/v3"}) {
            for (String query : new String[] {"", "/detail", "?limit=90", "/detail?limit=290&x=%20"}) {
                found.add(version + "/firstproject/os-volume-transfer" + query);
            }
        }
        try (RawClient client = edge.client()) {
            while (!found.isEmpty()) {
                String target = found.remove();
                if (!crawled.containsKey(target)) {
                    RawResponse response = client.exchange(Requests.get(target, Requests.TOKEN));
                    assertEquals(target.equals("/") ? 300 : 200, response.status(), target);
                    ResponseRules.assertHeaders(response);
                    crawled.put(target, response.json());
                    for (JsonNode href : response.json().findValues("href")) {
                        found.add(target(href.textValue()));
                    }
                }
            }
        }
        // Each transfer in two versions and by its bookmark; the versions; lists, and their further pages.
        assertEquals(3 * COUNT + 3 + 2 * (2 + 4 + 2), crawled.size());
        for (VolumeTransfer transfer : nasty) {
            String path = "/firstproject/os-volume-transfer/" + TransferLinks.segment(transfer.id());
            for (String version : new String[] {"/v2", "/v3", ""}) {
                JsonNode shown = Objects.requireNonNull(crawled.get(version + path), path);
                assertEquals(transfer.id().value(), shown.at("/transfer/id").textValue());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "?limit=3&marker=, 1, 3",
        "?limit=3&offset=1&marker=, 2, 3",
        "?limit=3&offset=5&marker=, 6, 3",
        "?offset=290&marker=, 291, 9"
    })
    void limitAndOffsetCountFromTheMarker(String query, int from, int count) throws IOException {
        List<String> all = ids(get(Requests.LIST));
        assertEquals(all.subList(from, from + count), ids(get(Requests.LIST + query + all.get(0))));
        String details = Requests.LIST + "/detail" + query;
        assertEquals(all.subList(from, from + count), ids(get(details + all.get(0))));
    }

    @Test
    void nothingFollowsTheLastTransfer() throws IOException {
        String last = "marker=" + ids(get(Requests.LIST)).get(COUNT - 1);
        for (String query : new String[] {"?" + last, "?limit=5&" + last}) {
            RawResponse page = get(Requests.LIST + query);
            assertEquals("{\"transfers\":[]}", page.text());
            assertNull(page.header("Link"));
        }
        FaultRules.assertFault(Fault.OFFSET_PAST_THE_END, get(Requests.LIST + "?offset=1&" + last));
    }

    @ParameterizedTest
    @CsvSource({
        "?marker=unknown, UNKNOWN_MARKER",
        "?marker=, UNKNOWN_MARKER",
        "?marker, UNKNOWN_MARKER",
        "?marker=a&marker=a, MALFORMED_URL",
        "?marker=a&limit=0, LIMIT_NOT_POSITIVE",
        "?marker=&limit=x, LIMIT_NOT_INTEGER",
        "?marker=a&marker=a&offset=x, OFFSET_NOT_INTEGER",
        "?marker=&offset=0, OFFSET_NOT_POSITIVE",
        "?marker=a&marker=a&offset=0, OFFSET_NOT_POSITIVE",
        "?marker=unknown&offset=0, OFFSET_NOT_POSITIVE",
        "?marker=unknown&offset=400, UNKNOWN_MARKER",
        "?marker=%ff&limit=0, MALFORMED_URL"
    })
    void markersThatAreRefused(String query, Fault expected) throws IOException {
        FaultRules.assertFault(expected, get(Requests.LIST + query));
        FaultRules.assertFault(expected, get(Requests.LIST + "/detail" + query));
    }

    @Test
    void aMarkerOfAnotherProjectIsUnknown() throws IOException {
        String marker = ids(get(Requests.LIST)).get(0);
        String list = "/v2/otherproject/os-volume-transfer?marker=" + marker;
        FaultRules.assertFault(Fault.UNKNOWN_MARKER, edge.send(Requests.get(list, "X-Auth-Token: other-token")));
    }

    @Test
    void detailsAreSummariesWithTheTimeOfCreation() throws IOException {
        JsonNode summaries = get(Requests.LIST).json().get("transfers");
        JsonNode details = get(Requests.LIST + "/detail").json().get("transfers");
        assertEquals(List.of("id", "created_at", "name", "volume_id", "links"), names(details.get(0)));
        assertEquals(
                "0001-01-01T00:00:00.000000", details.get(0).get("created_at").textValue());
        for (JsonNode detail : details) {
            String createdAt = detail.get("created_at").textValue();
            assertTrue(createdAt.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[.]\\d{6}"), createdAt);
            ((ObjectNode) detail).remove("created_at");
        }
        assertEquals(summaries, details);
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
