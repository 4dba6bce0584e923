package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xnio.conduits.StreamSourceConduit;

class InboundBytesTest {

    private ByteBuffer arriving = ByteBuffer.allocate(0);
    private final InboundBytes inbound = new InboundBytes(source());

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void bytesAndLinesOfAHeadAreCountedHoweverTheyArrive(int atATime) throws IOException {
        String head = "GET / HTTP/1.1\r\nHost: localhost\r\nX: y\r\n\r\n";
        read(head, atATime);
        assertEquals(head.length(), inbound.bytes());
        assertEquals(3, inbound.lines());
        assertFalse(inbound.isHead());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void whatFollowsTheHeadIsNotCounted(int atATime) throws IOException {
        String head = "GET / HTTP/1.1\nHost: localhost\n\n";
        read(head + "body\nbody\nbody\n".repeat(1000), atATime);
        assertEquals(head.length(), inbound.bytes());
        assertEquals(2, inbound.lines());
    }

    @Test
    void aFirstLineWithoutEndIsNoLine() throws IOException {
        read("GET /" + "x".repeat(10_000), 1000);
        assertEquals(10_005, inbound.bytes());
        assertEquals(0, inbound.lines());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1000})
    void aHeadRequestIsKnownByItsFirstBytes(int atATime) throws IOException {
        read("HEAD / HTTP/1.1\r\n", atATime);
        assertTrue(inbound.isHead());
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEA", "HEAD", "HEADS / ", "HHEAD / ", "head / ", " HEAD / ", "GET HEAD ", "HEAHEAD / "})
    void whatOnlyLooksLikeAHeadRequestIsNone(String request) throws IOException {
        read(request, 1000);
        assertFalse(inbound.isHead());
    }

    @Test
    void countingStartsOverWithTheNextRequest() throws IOException {
        read("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n", 1000);
        inbound.answered();
        assertEquals(0, inbound.bytes());
        assertEquals(0, inbound.lines());
        assertFalse(inbound.isHead());
        read("GET / HTTP/1.1\r\n", 1000);
        assertEquals(16, inbound.bytes());
        assertEquals(1, inbound.lines());
    }

    private void read(String text, int atATime) throws IOException {
        arriving = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        ByteBuffer buffer = ByteBuffer.allocate(atATime + 3);
        while (arriving.hasRemaining()) {
            // Undertow's buffers do not start at 0 either when something is in them.
            buffer.clear().position(3);
            inbound.read(buffer);
        }
    }

    /** Something to read from; the interface has many methods, of which one is used. */
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
