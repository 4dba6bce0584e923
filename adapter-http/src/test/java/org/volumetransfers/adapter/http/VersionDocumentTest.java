package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
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

/** Contract, section 6, Version documents. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VersionDocumentTest {

    private static final String BASE = "https://evs.example.com/storage";

    private static final String V2 = """
            {"id":"v2.0","status":"SUPPORTED","version":"","min_version":"","updated":"2014-06-28T12:20:21Z",
            "links":[{"rel":"self","href":"https://evs.example.com/storage/v2/"}],
            "media-types":[{"base":"application/json","type":"application/vnd.openstack.volume+json;version=2"}]}""";

    private static final String V3 = """
            {"id":"v3.0","status":"CURRENT","version":"3.50","min_version":"3.0","updated":"2018-03-27T00:00:00Z",
            "links":[{"rel":"self","href":"https://evs.example.com/storage/v3/"}],
            "media-types":[{"base":"application/json","type":"application/vnd.openstack.volume+json;version=3"}]}""";

    private final Edge edge;

    VersionDocumentTest() throws IOException {
        edge = Edge.with(NumberedTransfers.plain(1))
                .configured(c -> c.withPublicUrl(BASE))
                .start();
    }

    @AfterAll
    void close() {
        edge.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?limit=0&limit=0"})
    void theRootHasBothVersions(String target) throws IOException {
        assertDocument(300, V2 + ',' + V3, edge.send(Requests.get(target)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2", "/v2/", "/%76%32"})
    void v2HasItsOwn(String target) throws IOException {
        assertDocument(200, V2, edge.send(Requests.get(target)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v3", "/v3/", "/v3?a=b"})
    void v3HasItsOwn(String target) throws IOException {
        assertDocument(200, V3, edge.send(Requests.get(target)));
    }

    private static void assertDocument(int status, String versions, RawResponse response) {
        assertEquals(status, response.status(), response::toString);
        ResponseRules.assertHeaders(response);
        assertNull(response.header("OpenStack-API-Version"));
        assertEquals(RawResponse.tree("{\"versions\":[" + versions + "]}"), response.json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Auth-Token: unknown",
                "X-Auth-Token:",
                "X-Auth-Token: a\r\nX-Auth-Token: b",
                "OpenStack-API-Version: volume 3.99",
                "OpenStack-API-Version: volume x"
            })
    void tokensAndRequestedVersionsAreIgnored(String header) throws IOException {
        assertDocument(200, V3, edge.send(Requests.get("/v3/", header)));
    }

    @ParameterizedTest
    @CsvSource({"/, 300", "/v2/, 200", "/v3, 200"})
    void headHasNoBody(String path, int status) throws IOException {
        try (RawClient client = edge.client()) {
            RawResponse head = client.send(Requests.of("HEAD", path)).headResponse();
            assertEquals(status, head.status());
            ResponseRules.assertHeaders(head);
            assertDocument(200, V2, client.exchange(Requests.get("/v2/")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/v2", "/v2/", "/v3", "/v3/"})
    void otherMethodsAreRow2(String path) throws IOException {
        RawResponse response = edge.send(Requests.of("POST", path));
        FaultRules.assertFault(Fault.METHOD_NOT_ALLOWED, response);
        assertNull(response.header("OpenStack-API-Version"));
    }

    @Test
    void anUndecodableQueryIsRow10() throws IOException {
        FaultRules.assertFault(Fault.MALFORMED_URL, edge.send(Requests.get("/v3/?x=%ff")));
    }
}
