package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.volumetransfers.adapter.http.toolkit.Edge;
import org.volumetransfers.adapter.http.toolkit.NumberedTransfers;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.adapter.http.toolkit.RawResponse;
import org.volumetransfers.adapter.http.toolkit.Requests;
import org.volumetransfers.adapter.http.toolkit.ResponseRules;

/** Refusals by Undertow's parser and its check of {@code Host} have the headers and body of the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParserRefusalTest {

    private static final String LIST = Requests.LIST;
    private static final String REST = " HTTP/1.1\r\nHost: localhost\r\nX-Auth-Token: good-token\r\n\r\n";

    @SuppressWarnings("unused") // by name
    static final String[] LINES = {
        "NONSENSE\r\n\r\n",
        "\r\nGET " + LIST + REST,
        "GET  " + LIST + REST,
        "GET " + LIST + "  HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET " + LIST + " HTTP/1.1\nHost: localhost\n\n",
        "G(E)T " + LIST + REST,
        "GET " + LIST + " HTTP/2.0\r\nHost: localhost\r\n\r\n",
        "GET " + LIST + " HTTP/1.10\r\nHost: localhost\r\n\r\n",
        "GET " + LIST + " HTTP/2.1\r\nHost: localhost\r\n\r\n",
        "GET " + LIST + " HTTP/3.0\r\nHost: localhost\r\n\r\n",
        "GET " + LIST + " HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET " + LIST + " HTTP/11.1\r\nHost: localhost\r\n\r\n",
        "GET " + LIST + " HTTPS/1.1\r\nHost: localhost\r\n\r\n",
        "GET " + LIST + "\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\u0000\u00a5\u0001\u0000\u0000\u00a1\u0003\u0003\r\n\r\n"
    };

    @SuppressWarnings("unused") // by name
    static final String[] TARGETS = {
        "/v2/%zz/os-volume-transfer",
        "/v2/%/os-volume-transfer",
        "/v2/%4/os-volume-transfer",
        "/nowhere/%zz",
        LIST + "?limit=%zz",
        LIST + "?x=%",
        LIST + "?x=\u0000",
        LIST + "?x=\u0001",
        LIST + "?x=\u007f",
        LIST + "?x=\u00fc",
        "/v2/\u00c3\u00bc/os-volume-transfer",
        LIST + "?x={y}",
        LIST + "?x=<y>",
        LIST + "?x=\"y\"",
        LIST + "?x=^",
        LIST + "?x=|",
        LIST + "?x=\\",
        LIST + "?x=`",
        LIST + "#top",
        "*",
        "abc",
        "?x"
    };

    @SuppressWarnings("unused") // by name
    static final String[] HEADERS = {
        "Host: localhost\r\nno colon",
        "Host: localhost\r\nX-Blank : x",
        "Host: localhost\r\n: no name",
        "Host: localhost\r\nX-(Odd): x",
        "Host: localhost\r\nX-Nul: a\u0000b",
        "Host: localhost\r\nX-Control: a\u0001b",
        "Host: localhost\r\nX-Return: a\rb",
        "Host: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked",
        "Host: localhost\r\nContent-Length: 3\r\nContent-Length: 3",
        "Host: localhost\r\nContent-Length: 3\r\nContent-Length: 4",
        "Host: localhost\r\nContent-Length: -3",
        "Host: localhost\r\nContent-Length: +3",
        "Host: localhost\r\nContent-Length: three",
        "Host: localhost\r\nContent-Length: 9223372036854775807",
        "Host: localhost\r\nContent-Length: 1000000000000000000",
        "Host: localhost\r\nContent-Length: 18446744073709551616",
        "Host: localhost\r\nContent-Length: 18446744073709551617",
        "Host: localhost\r\nContent-Length: 36893488147419103232",
        "Host: localhost\r\nContent-Length: 0000000000000000000",
        "Host: localhost\r\nContent-Length: 0x0",
        "Host: localhost\r\nContent-Length: 0, 0",
        "Host: localhost\r\nContent-Length:",
        "Host: localhost\r\nX-A: b\r\n c",
        "Host: localhost\r\nX-A: b\r\n\tTransfer-Encoding: chunked",
        "Host: localhost\r\nX-A:\r\n b",
        "Host:\r\n localhost",
        "X-No-Host: x",
        "Host: localhost\r\nHost: localhost",
        "Host: localhost\r\nHost: other",
        "Host: local host",
        "Host: local/host",
        "Host: localhost:0",
        "Host: localhost:",
        "Host: localhost:http",
        "Host: localhost:65536",
        "Host: localhost:4294967376",
        "Host: localhost:18446744073709551696"
    };

    private final Edge edge;

    ParserRefusalTest() throws IOException {
        edge = Edge.over(NumberedTransfers.plain(3));
    }

    @AfterAll
    void close() {
        edge.close();
    }

    @ParameterizedTest
    @FieldSource("LINES")
    void malformedRequestsAreRefusedByTheContract(String request) throws IOException {
        assertRefused(request);
    }

    @ParameterizedTest
    @FieldSource("TARGETS")
    void malformedTargetsAreRefusedByTheContract(String target) throws IOException {
        assertRefused("GET " + target + REST);
    }

    @ParameterizedTest
    @FieldSource("HEADERS")
    void malformedHeadersAreRefusedByTheContract(String headers) throws IOException {
        assertRefused("GET " + LIST + " HTTP/1.1\r\n" + headers + "\r\nX-Auth-Token: good-token\r\n\r\n");
    }

    @Test
    void anAbsoluteTargetOnAnotherHostIsRefusedByTheContract() throws IOException {
        assertRefused("GET http://other" + LIST + REST);
    }

    /** Sends the request on a new connection, and after other requests. */
    private void assertRefused(String request) throws IOException {
        for (int before = 0; before < 3; before++) {
            try (RawClient client = edge.client()) {
                for (int i = 0; i < before; i++) {
                    ResponseRules.assertListing(
                            3, client.send(Requests.list("")).response());
                }
                RawResponse response = client.send(request).response();
                FaultRules.assertFault(Fault.MALFORMED_URL, response);
                assertEquals("HTTP/1.1 400 Bad Request", response.statusLine());
                assertEquals("close", response.header("Connection"));
                assertEquals("", client.rest().text());
            }
        }
    }

    @Test
    void everyRefusalHasItsOwnRequestId() throws IOException {
        String request = Requests.get("/%zz", "X-Request-Id: mine");
        String first = edge.send(request).header("X-Request-Id");
        assertTrue(first != null && first.startsWith("req-"), first);
        assertNotEquals(first, edge.send(request).header("X-Request-Id"));
    }

    @Test
    void theRefusalOfAHeadRequestHasNoBody() throws IOException {
        try (RawClient client = edge.client()) {
            ResponseRules.assertListing(3, client.send(Requests.list("")).response());
            client.send(Requests.of("HEAD", "/%zz"));
            FaultRules.assertFaultHead(Fault.MALFORMED_URL, client.headResponse());
            assertEquals("", client.rest().text());
        }
    }

    @Test
    void unsupportedVersionsAreRefusedInHttp11() throws IOException {
        try (RawClient client = edge.client()) {
            RawResponse response = client.send(Requests.ofVersion("HTTP/0.9", "GET", LIST, Requests.TOKEN))
                    .response();
            FaultRules.assertFault(Fault.MALFORMED_URL, response);
            assertEquals("HTTP/1.1 400 Bad Request", response.statusLine());
            assertEquals("", client.rest().text());
        }
    }

    @Test
    void laterMinorVersionsAreServedAsHttp11() throws IOException {
        ResponseRules.assertListing(3, edge.send(Requests.ofVersion("HTTP/1.2", "GET", LIST, Requests.TOKEN)));
    }

    @Test
    void a400OfAHandlerIsNotReplaced() throws IOException {
        try (RawClient client = edge.client()) {
            String request = Requests.get(LIST + "?limit=0", Requests.TOKEN, "X-Request-Id: mine");
            RawResponse response = client.send(request).response();
            FaultRules.assertFault(Fault.LIMIT_NOT_POSITIVE, response);
            assertEquals("mine", response.header("X-Request-Id"));
            ResponseRules.assertListing(3, client.send(Requests.list("")).response());
        }
    }
}
