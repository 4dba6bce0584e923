package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;

/** Clients of HTTP/1.0, which has no chunks and keeps connections only on request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Http10Test {

    private static final String KEEP_ALIVE = "Connection: keep-alive";

    private final Edge edge;

    Http10Test() throws IOException {
        edge = Edge.over(NumberedTransfers.plain(NumberedTransfers.MANY));
    }

    @AfterAll
    void close() {
        edge.close();
    }

    @Test
    void theConnectionIsClosedAfterTheResponse() throws IOException {
        try (RawClient client = edge.client()) {
            ResponseRules.assertListing(2, client.send(request("?limit=2")).response());
            assertEquals("", client.rest().text());
        }
    }

    @Test
    void theConnectionIsKeptOnRequest() throws IOException {
        try (RawClient client = edge.client()) {
            for (int i = 0; i < 3; i++) {
                RawResponse response =
                        client.send(request("?limit=2", KEEP_ALIVE)).response();
                ResponseRules.assertListing(2, response);
                assertEquals("keep-alive", response.header("Connection"));
            }
            FaultRules.assertFault(
                    Fault.LIMIT_NOT_POSITIVE,
                    client.send(request("?limit=0", KEEP_ALIVE)).response());
            ResponseRules.assertListing(2, client.send(request("?limit=2")).response());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-None: 1", KEEP_ALIVE, "Connection: close"})
    void aLongResponseEndsWithItsConnection(String header) throws IOException {
        try (RawClient client = edge.client()) {
            RawResponse response = client.send(request("", header)).response();
            ResponseRules.assertListing(NumberedTransfers.MANY, response);
            assertNull(response.header("Transfer-Encoding"));
            assertNull(response.header("Content-Length"));
            assertNotEquals("keep-alive", response.header("Connection"));
        }
    }

    @Test
    void theHostHeaderIsOptional() throws IOException {
        try (RawClient client = edge.client()) {
            client.send("GET " + Requests.LIST + "?limit=2 HTTP/1.0\r\n" + Requests.TOKEN + "\r\n\r\n");
            ResponseRules.assertListing(2, client.response());
        }
    }

    private static String request(String query, String... headers) {
        String[] all = new String[headers.length + 1];
        all[0] = Requests.TOKEN;
        System.arraycopy(headers, 0, all, 1, headers.length);
        return Requests.ofVersion("HTTP/1.0", "GET", Requests.LIST + query, all);
    }
}
