package org.volumetransfers.adapter.http.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnio.conduits.StreamSourceConduit;

class InboundBytesTest {

    private static final String FIRST = "GET / HTTP/1.1\r\nHost: localhost\r\nX: y\r\n\r\n";
    private static final String SECOND = "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final HeadMemory memory = new HeadMemory(10_000);
    private final List<String> cut = new ArrayList<>();
    private final Connection connection = new Connection("first");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void bytesAndLinesOfAHeadAreCounted(int bufferSize) throws IOException {
        connection.read(FIRST, bufferSize);
        assertEquals(FIRST.length(), connection.inbound.head().bytes());
        assertEquals(3, connection.inbound.head().lines());
        assertFalse(connection.inbound.head().isHead());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void headsInOneBufferAreSeparated(int bufferSize) throws IOException {
        connection.read(FIRST + SECOND + "GET /third", bufferSize);
        assertEquals(FIRST.length(), connection.inbound.head().bytes());
        connection.inbound.answered();
        assertEquals(SECOND.length(), connection.inbound.head().bytes());
        assertEquals(2, connection.inbound.head().lines());
        assertTrue(connection.inbound.head().isHead());
        connection.inbound.answered();
        assertEquals(10, connection.inbound.head().bytes());
        assertEquals(0, connection.inbound.head().lines());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void aHeadRequestIsRecognizedByItsFirstBytes(int bufferSize) throws IOException {
        connection.read("HEAD / HTTP/1.1\r\n", bufferSize);
        assertTrue(connection.inbound.head().isHead());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEA", "HEAD", "HEADS / ", "HHEAD / ", "head / ", " HEAD / ", "GET HEAD ", "HEAHEAD / "})
    void similarMethodsAreNotHead(String request) throws IOException {
        connection.read(request, 1000);
        assertFalse(connection.inbound.head().isHead());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FIRST,
                SECOND,
                "GET /HTTP/2.0 HTTP/1.1\r\nHost: HTTP/2.0\r\nVia: HTTP/2.0 \t proxy\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "GET / HTTP/1.9\r\n\r\n"
            })
    void validHeadsAreNotChanged(String head) throws IOException {
        assertEquals(head, connection.read(head, 1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/3.0", "HTTP/9.9", "HTTP/0.9", "HTTP/11.1", "HTTP/", "HTTP/1"})
    void otherMajorVersionsAreCorrupted(String version) throws IOException {
        assertTrue(connection.read("GET / " + version + "\r\n\r\n", 1000).contains("\0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t"})
    void continuedHeaderLinesAreCorruptedInEveryHeadOfABuffer(String blank) throws IOException {
        String folded = "GET / HTTP/1.1\r\nHost: localhost\r\nX: y\r\n";
        String passed = connection.read(FIRST + folded + blank + "z\r\n\r\n", 1000);
        assertEquals(FIRST + folded + "\0z\r\n\r\n", passed);
    }

    @Test
    void theOldestUnfinishedHeadIsResetFirst() throws IOException {
        Connection second = new Connection("second");
        Connection third = new Connection("third");
        connection.read("GET /" + "x".repeat(2000), 1000);
        second.read("GET /" + "x".repeat(1000), 1000);
        assertEquals(List.of(), cut);
        third.read("GET /" + "x".repeat(2500), 1000);
        assertEquals(List.of("first"), cut);
        assertFalse(memory.isExceeded());
        assertThrows(ClosedChannelException.class, () -> second.read("x".repeat(2000), 1000));
        assertEquals(List.of("first", "second"), cut);
        assertFalse(memory.isExceeded());
    }

    @Test
    void parametersAndHeadersWeighMoreThanTheirText() throws IOException {
        assertThrows(ClosedChannelException.class, () -> connection.read("GET /?" + "x&".repeat(60), 1000));
        assertEquals(List.of("first"), cut);
        Connection second = new Connection("second");
        String headers = "X: y\r\n".repeat(60);
        assertThrows(ClosedChannelException.class, () -> second.read("GET / HTTP/1.1\r\n" + headers, 1000));
        assertEquals(List.of("first", "second"), cut);
    }

    @Test
    void headsOfRequestsInFlightAreCountedButNotReset() throws IOException {
        String large = "GET / HTTP/1.1\r\nX: " + "y".repeat(3000) + "\r\n\r\n";
        connection.read(large, 10_000);
        Connection second = new Connection("second");
        second.read(large, 10_000);
        assertTrue(memory.isExceeded());
        assertEquals(List.of(), cut);
        connection.inbound.answered();
        assertFalse(memory.isExceeded());
    }

    @Test
    void aConnectionWithARequestInFlightIsNotReset() throws IOException {
        connection.read(FIRST + "GET /" + "x".repeat(3000), 10_000);
        Connection second = new Connection("second");
        assertThrows(ClosedChannelException.class, () -> second.read("GET /" + "x".repeat(3000), 10_000));
        assertEquals(List.of("second"), cut);
        connection.inbound.answered();
        Connection third = new Connection("third");
        third.read("GET /" + "x".repeat(3000), 10_000);
        assertEquals(List.of("second", "first"), cut);
    }

    @Test
    void theBeginningOfABodyIsNotAnUnfinishedHead() throws IOException {
        connection.read("POST / HTTP/1.1\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(3000), 10_000);
        connection.inbound.bodyFollows();
        Connection second = new Connection("second");
        second.read("GET /" + "x".repeat(3000), 10_000);
        assertEquals(List.of(), cut);
    }

    @Test
    void aClosedConnectionHoldsNoMemory() throws IOException {
        String unfinished = "GET / HTTP/1.1\r\nX: " + "y".repeat(4000);
        connection.read(FIRST + unfinished, 1000);
        connection.inbound.closed();
        connection.inbound.answered();
        Connection second = new Connection("second");
        second.read(unfinished, 1000);
        assertEquals(List.of(), cut);
    }

    @Test
    void otherConnectionsGetTheirTurnsBetweenReadsOfAHead() throws IOException {
        connection.arriving = ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\nGET".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer buffer = ByteBuffer.allocate(10);
        List<Integer> read = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            buffer.clear();
            read.add(connection.inbound.read(buffer));
        }
        assertEquals(List.of(10, 0, 10, 0, 1), read);
    }

    @Test
    void aBodyIsNotScanned() throws IOException {
        connection.read("POST / HTTP/1.1\r\nContent-Length: 5000\r\n\r\n", 1000);
        connection.inbound.bodyFollows();
        String body = "x\r\n folded\r\n".repeat(1000);
        assertEquals(body, connection.read(body, 1000));
        assertEquals(List.of(), cut);
    }

    /** A connection whose bytes are supplied by the test. */
    private final class Connection {

        private final InboundBytes inbound;
        private ByteBuffer arriving = ByteBuffer.allocate(0);

        Connection(String name) {
            inbound = new InboundBytes(source(), memory, () -> cut.add(name));
        }

        /** Passes the text through the scanner, and returns the text that reaches the parser. */
        String read(String text, int bufferSize) throws IOException {
            arriving = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            ByteBuffer buffer = ByteBuffer.allocate(bufferSize + 3);
            StringBuilder passed = new StringBuilder();
            while (arriving.hasRemaining()) {
                // Undertow's buffers may start at another position than 0.
                buffer.clear().position(3);
                inbound.read(buffer);
                passed.append(new String(buffer.array(), 3, buffer.position() - 3, StandardCharsets.US_ASCII));
            }
            return passed.toString();
        }

        /** Returns a source of the supplied bytes; only one of its many methods is used. */
        private StreamSourceConduit source() {
            return (StreamSourceConduit) Proxy.newProxyInstance(
                    InboundBytesTest.class.getClassLoader(),
                    new Class<?>[] {StreamSourceConduit.class},
                    (proxy, method, arguments) -> {
                        if (!method.getName().equals("read")) {
                            throw new UnsupportedOperationException(method.getName());
                        }
                        ByteBuffer into = (ByteBuffer) arguments[0];
                        int count = Math.min(into.remaining(), arriving.remaining());
                        into.put(arriving.slice(arriving.position(), count));
                        arriving.position(arriving.position() + count);
                        return count;
                    });
        }
    }
}
