package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.engine.HttpLimits;
import org.volumetransfers.adapter.http.engine.HttpTimeouts;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;

/** Row 11, exactly at the limits and far above them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadSizeTest {

    private static final int HOST_BYTES = "Host".length() + "localhost".length();
    private static final int TOKEN_BYTES = "X-Auth-Token".length() + KnownTokens.VALID.length();

    private final HttpLimits limits = HttpLimits.DEFAULT;
    private final Edge edge;

    HeadSizeTest() throws IOException {
        edge = Edge.over(NumberedTransfers.plain(3));
    }

    @AfterAll
    void close() {
        edge.close();
    }

    @Test
    void aTargetAtTheLimitIsServedAndALongerOneRefused() throws IOException {
        String filled = Requests.LIST + "?x=";
        String longest = filled + "y".repeat(limits.maxTargetLength() - filled.length());
        ResponseRules.assertListing(3, edge.send(Requests.get(longest, Requests.TOKEN)));
        assertRefused(Fault.TARGET_TOO_LONG, Requests.get(longest + "y", Requests.TOKEN));
    }

    @Test
    void aTargetWithoutQueryHasTheSameLimit() throws IOException {
        String longest = "/" + "y".repeat(limits.maxTargetLength() - 1);
        FaultRules.assertFault(Fault.NOT_FOUND, edge.send(Requests.get(longest)));
        assertRefused(Fault.TARGET_TOO_LONG, Requests.get(longest + "y"));
    }

    @Test
    void headersAtTheLimitAreServedAndLargerOnesRefused() throws IOException {
        String longest = "x".repeat(limits.maxHeaderBytes() - HOST_BYTES - TOKEN_BYTES - 1);
        ResponseRules.assertListing(3, edge.send(Requests.get(Requests.LIST, Requests.TOKEN, "F: " + longest)));
        assertRefused(Fault.HEADERS_TOO_LARGE, Requests.get(Requests.LIST, Requests.TOKEN, "F: " + longest + "x"));
    }

    @Test
    void theLongestDocumentedTokenIsVerified() throws IOException {
        String token = "x".repeat(100_000);
        FaultRules.assertFault(Fault.UNAUTHENTICATED, edge.send(Requests.get(Requests.LIST, "X-Auth-Token: " + token)));
    }

    @Test
    void theNumberOfHeadersIsLimited() throws IOException {
        ResponseRules.assertListing(3, edge.send(withHeaders(limits.maxHeaders())));
        assertRefused(Fault.HEADERS_TOO_LARGE, withHeaders(limits.maxHeaders() + 1));
    }

    @Test
    void repeatedHeadersCountSeparately() throws IOException {
        StringBuilder request = new StringBuilder("GET " + Requests.LIST + " HTTP/1.1\r\nHost: localhost\r\n");
        request.append("One: 1\r\n".repeat(100)).append("Two: 2\r\n".repeat(limits.maxHeaders() - 101));
        FaultRules.assertFault(Fault.UNAUTHENTICATED, edge.send(request + "\r\n"));
        assertRefused(Fault.HEADERS_TOO_LARGE, request + "Three: 3\r\n\r\n");
    }

    /** Undertow counts the values of one header in a byte; its parser refuses the 128th. */
    @Test
    void moreThan127HeadersOfOneNameAreRefusedByTheParser() throws IOException {
        String request = "GET " + Requests.LIST + " HTTP/1.1\r\nHost: localhost\r\n" + "Same: 1\r\n".repeat(127);
        FaultRules.assertFault(Fault.UNAUTHENTICATED, edge.send(request + "\r\n"));
        assertRefused(Fault.MALFORMED_URL, request + "Same: 1\r\n\r\n");
    }

    /** The limits of operators who want none. */
    @Test
    void theLargestLimitsAreEnforced() throws IOException {
        Duration century = Duration.ofDays(36_500);
        int most = Integer.MAX_VALUE;
        HttpTimeouts timeouts = new HttpTimeouts(century, century, 1, century, century, century);
        HttpLimits none = new HttpLimits(20 * 1024, 220 * 1024, most, most, Long.MAX_VALUE, timeouts);
        try (Edge unlimited =
                        Edge.with(NumberedTransfers.plain(3)).limited(l -> none).start();
                RawClient client = unlimited.client()) {
            ResponseRules.assertListing(3, client.send(Requests.list("")).response());
            ResponseRules.assertListing(3, client.send(withHeaders(1000)).response());
            client.sendLeniently(Requests.get("/", "X-Filler: " + "x".repeat(300_000)));
            FaultRules.assertFault(Fault.HEADERS_TOO_LARGE, client.response());
        }
    }

    private static String withHeaders(int count) {
        StringBuilder request = new StringBuilder("GET " + Requests.LIST + " HTTP/1.1\r\nHost: localhost\r\n");
        request.append(Requests.TOKEN).append("\r\n");
        for (int i = 2; i < count; i++) {
            request.append("X-").append(i).append(": 1\r\n");
        }
        return request.append("\r\n").toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {300_000, 1_000_000, 5_000_000})
    void hugeHeadsAreRefusedWhileTheyArrive(int size) throws IOException {
        String filler = "x".repeat(size);
        assertRefused(Fault.TARGET_TOO_LONG, Requests.get("/" + filler));
        assertRefused(Fault.TARGET_TOO_LONG, Requests.get("/?" + filler));
        assertRefused(Fault.TARGET_TOO_LONG, Requests.get("/?" + "x&".repeat(size / 2)));
        assertRefused(Fault.TARGET_TOO_LONG, Requests.get("/" + ";x".repeat(size / 2)));
        assertRefused(Fault.HEADERS_TOO_LARGE, Requests.get("/", "X-Filler: " + filler));
        assertRefused(Fault.HEADERS_TOO_LARGE, Requests.get("/", filler + ": x"));
        assertRefused(
                Fault.HEADERS_TOO_LARGE, Requests.get("/", "X: " + "x".repeat(100) + "\r\nX: y".repeat(size / 6)));
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 1000, 5000})
    void farTooManyHeadersAreRefused(int count) throws IOException {
        assertRefused(Fault.HEADERS_TOO_LARGE, withHeaders(count));
    }

    @Test
    void aHugeHeadOnAUsedConnectionIsRefused() throws IOException {
        try (RawClient client = edge.client()) {
            ResponseRules.assertListing(3, client.send(Requests.list("")).response());
            client.sendLeniently(Requests.get("/" + "x".repeat(300_000)));
            FaultRules.assertFault(Fault.TARGET_TOO_LONG, client.response());
        }
        try (RawClient client = edge.client()) {
            ResponseRules.assertListing(3, client.send(Requests.list("")).response());
            client.sendLeniently(Requests.get("/", "X-Filler: " + "x".repeat(300_000)));
            FaultRules.assertFault(Fault.HEADERS_TOO_LARGE, client.response());
        }
    }

    @Test
    void manyRequestsOnOneConnectionDoNotAddUp() throws IOException {
        try (RawClient client = edge.client()) {
            String filler = "X-Filler: " + "x".repeat(100_000);
            for (int i = 0; i < 10; i++) {
                ResponseRules.assertListing(
                        3,
                        client.send(Requests.get(Requests.LIST, Requests.TOKEN, filler))
                                .response());
            }
            FaultRules.assertFault(
                    Fault.MALFORMED_URL, client.send(Requests.get("/%zz")).response());
        }
    }

    private void assertRefused(Fault fault, String request) throws IOException {
        try (RawClient client = edge.client()) {
            RawResponse response = client.sendLeniently(request).response();
            FaultRules.assertFault(fault, response);
            assertEquals("close", response.header("Connection"));
            assertEquals("", client.rest().text());
        }
    }
}
