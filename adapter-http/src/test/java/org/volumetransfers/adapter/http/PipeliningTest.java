package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;

/** Several requests that are sent at once on one connection. */
class PipeliningTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void responsesAreInTheOrderOfTheRequests(boolean queued) throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 1; i <= 100; i++) {
            requests.append(request(i));
        }
        try (Edge edge = start(queued);
                RawClient client = edge.client()) {
            client.send(requests.toString());
            for (int i = 1; i <= 100; i++) {
                RawResponse response = client.response();
                ResponseRules.assertListing(i, response);
                assertEquals("number-" + i, response.header("X-Request-Id"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void longResponsesAndRefusalsKeepTheOrder(boolean queued) throws IOException {
        try (Edge edge = start(queued);
                RawClient client = edge.client()) {
            client.send(Requests.list("?limit=2000")
                    + Requests.get("/nowhere")
                    + Requests.of("HEAD", Requests.LIST, Requests.TOKEN)
                    + Requests.list("?limit=0")
                    + Requests.list("?limit=3000")
                    + Requests.list("?limit=1"));
            ResponseRules.assertListing(2000, client.response());
            FaultRules.assertFault(Fault.NOT_FOUND, client.response());
            assertEquals(200, client.headResponse().status());
            FaultRules.assertFault(Fault.LIMIT_NOT_POSITIVE, client.response());
            ResponseRules.assertListing(3000, client.response());
            ResponseRules.assertListing(1, client.response());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMalformedRequestEndsTheConnectionAfterEarlierResponses(boolean queued) throws IOException {
        try (Edge edge = start(queued);
                RawClient client = edge.client()) {
            client.send(request(1) + request(2) + "NO REQUEST\r\n\r\n" + request(3));
            ResponseRules.assertListing(1, client.response());
            ResponseRules.assertListing(2, client.response());
            FaultRules.assertFault(Fault.MALFORMED_URL, client.response());
            assertEquals("", client.rest().text());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void connectionCloseEndsTheConnectionAfterItsResponse(boolean queued) throws IOException {
        try (Edge edge = start(queued);
                RawClient client = edge.client()) {
            String last = Requests.of("GET", Requests.LIST + "?limit=2", Requests.TOKEN, "Connection: close");
            client.send(request(1) + last + request(3));
            ResponseRules.assertListing(1, client.response());
            ResponseRules.assertListing(2, client.response());
            assertEquals("", client.rest().text());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void requestsMayArriveByteByByte(boolean queued) throws IOException {
        try (Edge edge = start(queued);
                RawClient client = edge.client()) {
            String requests = request(1) + request(2);
            IntStream.range(0, requests.length())
                    .mapToObj(at -> requests.substring(at, at + 1))
                    .forEach(client::sendLeniently);
            ResponseRules.assertListing(1, client.response());
            ResponseRules.assertListing(2, client.response());
        }
    }

    private static String request(int limit) {
        return Requests.get(Requests.LIST + "?limit=" + limit, Requests.TOKEN, "X-Request-Id: number-" + limit);
    }

    private Edge start(boolean queued) throws IOException {
        return Edge.with(NumberedTransfers.plain(NumberedTransfers.MANY))
                .queued(queued)
                .start();
    }
}
