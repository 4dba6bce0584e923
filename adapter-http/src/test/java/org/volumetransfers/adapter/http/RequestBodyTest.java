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

/** Request bodies, which no operation has: they are neither read nor awaited, and the connection ends after the response. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestBodyTest {

    private static final int MEGABYTE = 1 << 20;

    private final Edge edge;

    RequestBodyTest() throws IOException {
        edge = Edge.over(NumberedTransfers.plain(3));
    }

    @AfterAll
    void close() {
        edge.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 16 * 1024, MEGABYTE, 8 * MEGABYTE})
    void bodiesAreIgnored(int size) throws IOException {
        try (RawClient client = edge.client()) {
            client.sendLeniently(withBody("Content-Length: " + size) + "x".repeat(size));
            assertListedAndClosed(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 30", "Content-Length: 9000000000", "Transfer-Encoding: chunked"})
    void aBodyThatNeverArrivesIsNotAwaited(String header) throws IOException {
        try (RawClient client = edge.client()) {
            client.send(withBody(header));
            assertListedAndClosed(client);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nhello\r\n0\r\n\r\n",
                "10000000000000000\r\n\r\nGET /v2/firstproject/os-volume-transfer HTTP/1.1\r\nHost: x\r\n\r\n",
                "-1\r\n\r\nGET /v2/firstproject/os-volume-transfer HTTP/1.1\r\nHost: x\r\n\r\n",
                "5;ext=1\r\nhello\r\n0\r\nTrailer: x\r\n\r\n",
                "5\r\nhel",
                "zz\r\nhello\r\n",
                "-1\r\n",
                "FFFFFFFFFFFFFFFFFF\r\n",
                "\r\n\r\n\r\n",
                "5\r\nhello!!\r\n0\r\n\r\n"
            })
    void chunkedBodiesAreIgnored(String chunks) throws IOException {
        try (RawClient client = edge.client()) {
            client.send(withBody("Transfer-Encoding: chunked") + chunks);
            assertListedAndClosed(client);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"100-continue", "100-Continue", "something-else"})
    void anExpectationIsAnsweredAtOnce(String expectation) throws IOException {
        try (RawClient client = edge.client()) {
            client.send(Requests.get(Requests.LIST, Requests.TOKEN, "Content-Length: 5", "Expect: " + expectation));
            assertListedAndClosed(client);
        }
    }

    @Test
    void bytesAfterABodyAreNotARequest() throws IOException {
        try (RawClient client = edge.client()) {
            client.send(withBody("Content-Length: 5") + "hello" + Requests.list(""));
            assertListedAndClosed(client);
        }
        try (RawClient client = edge.client()) {
            // A smuggled request, which would be answered if the body were skipped only in part.
            String smuggled = Requests.list("");
            client.send(withBody("Content-Length: " + smuggled.length()) + smuggled);
            assertListedAndClosed(client);
        }
    }

    @Test
    void anEmptyBodyKeepsTheConnection() throws IOException {
        try (RawClient client = edge.client()) {
            for (int i = 0; i < 3; i++) {
                RawResponse response =
                        client.send(withBody("Content-Length: 0")).response();
                ResponseRules.assertListing(3, response);
                assertNull(response.header("Connection"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, METHOD_NOT_ALLOWED", "PUT, METHOD_NOT_ALLOWED", "GET, UNAUTHENTICATED"})
    void refusalsDoNotAwaitTheBody(String method, Fault fault) throws IOException {
        try (RawClient client = edge.client()) {
            client.send(Requests.of(method, Requests.LIST, "Content-Length: 30", "Content-Type: application/json"));
            RawResponse response = client.response();
            FaultRules.assertFault(fault, response);
            assertEquals("close", response.header("Connection"));
            assertEquals("", client.rest().text());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"
            })
    void aBodyOfUnknownLengthIsRefused(String header) throws IOException {
        try (RawClient client = edge.client()) {
            FaultRules.assertFault(
                    Fault.MALFORMED_URL, client.send(withBody(header)).response());
            assertEquals("", client.rest().text());
        }
    }

    @Test
    void chunksBelongToHttp11Only() throws IOException {
        try (RawClient client = edge.client()) {
            client.send(
                    Requests.ofVersion("HTTP/1.0", "GET", Requests.LIST, Requests.TOKEN, "Transfer-Encoding: chunked"));
            FaultRules.assertFault(Fault.MALFORMED_URL, client.response());
        }
    }

    @Test
    void anHttp10ConnectionWithABodyIsNotKept() throws IOException {
        try (RawClient client = edge.client()) {
            client.send(Requests.ofVersion(
                    "HTTP/1.0", "GET", Requests.LIST, Requests.TOKEN, "Connection: keep-alive", "Content-Length: 5"));
            assertListedAndClosed(client);
        }
    }

    private static String withBody(String header) {
        return Requests.get(Requests.LIST, Requests.TOKEN, "Content-Type: application/json", header);
    }

    private static void assertListedAndClosed(RawClient client) throws IOException {
        RawResponse response = client.response();
        ResponseRules.assertListing(3, response);
        assertEquals("close", response.header("Connection"));
        assertEquals("", client.rest().text());
    }
}
