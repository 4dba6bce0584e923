package org.volumetransfers.adapter.http.toolkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One connection to a server, which sends exactly the given bytes, reads responses strictly, and detects how the connection
 * ends. Every read is bounded in time.
 */
public final class RawClient implements AutoCloseable {

    private static final int SMALL_BUFFER = 4096;

    private final Socket socket;
    private final InputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** The end of a connection: whether it was reset, and the text before it. */
    public record Rest(boolean reset, String text) {}

    /** Connects to a server. */
    public static RawClient to(InetSocketAddress server) throws IOException {
        return connected(new Socket(), server);
    }

    /** Connects to a server from a given local address. */
    public static RawClient from(String local, InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(local, 0));
        return connected(socket, server);
    }

    /** Connects a client whose kernel buffers little, so that unread bytes stay with the server. */
    public static RawClient withSmallBufferTo(InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        return connected(socket, server);
    }

    private static RawClient connected(Socket socket, InetSocketAddress server) throws IOException {
        socket.setSoTimeout((int) Await.BOUND.toMillis());
        socket.setTcpNoDelay(true);
        socket.connect(server, (int) Await.BOUND.toMillis());
        return new RawClient(socket);
    }

    /** Sends characters up to U+00FF as one byte each. */
    public RawClient send(String request) throws IOException {
        return send(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes. */
    public RawClient send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        return this;
    }

    /** Sends a request that the server may refuse before it has read all of it. */
    public RawClient sendLeniently(String request) {
        try {
            return send(request);
        } catch (IOException e) {
            return this;
        }
    }

    /** Signals the end of the client's data; the connection can still be read. */
    public void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Sends one request and reads its response, which has no body if the method is {@code HEAD}. */
    public RawResponse exchange(String request) throws IOException {
        send(request);
        return request.startsWith("HEAD ") ? headResponse() : response();
    }

    /** Returns whether a response has begun to arrive. */
    public boolean hasResponse() throws IOException {
        return in.available() > 0;
    }

    /** Reads the next response, whose body ends as its headers specify; throws {@link EOFException} if it does not. */
    public RawResponse response() throws IOException {
        return read(true);
    }

    /** Reads the next response, which is one to a {@code HEAD} request. */
    public RawResponse headResponse() throws IOException {
        return read(false);
    }

    private RawResponse read(boolean withBody) throws IOException {
        String statusLine = line();
        if (!statusLine.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new AssertionError("not a status line: " + statusLine);
        }
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        RawResponse head = new RawResponse(statusLine, headers, "");
        return withBody ? new RawResponse(statusLine, headers, body(head)) : head;
    }

    private String body(RawResponse head) throws IOException {
        if ("chunked".equals(head.header("Transfer-Encoding"))) {
            return chunks();
        }
        String length = head.header("Content-Length");
        if (length == null) {
            Rest rest = rest();
            if (rest.reset()) {
                throw new SocketException("reset within a body");
            }
            return rest.text();
        }
        return utf8(bytes(Integer.parseInt(length)));
    }

    private String chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size;
        do {
            size = Integer.parseInt(line(), 16);
            body.write(bytes(size));
            if (!line().isEmpty()) {
                throw new AssertionError("a chunk is longer than its size");
            }
        } while (size > 0);
        return utf8(body.toByteArray());
    }

    private static String utf8(byte[] bytes) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** Reads exactly this many bytes. */
    public byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("ended within a body, after " + bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("ended within a line: " + line.toString(StandardCharsets.ISO_8859_1));
            }
            line.write(octet);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Reads until the server ends the connection. */
    public Rest rest() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 * 1024];
        while (true) {
            int read;
            try {
                read = in.read(buffer);
            } catch (SocketException e) {
                return new Rest(true, rest.toString(StandardCharsets.UTF_8));
            }
            if (read < 0) {
                return new Rest(false, rest.toString(StandardCharsets.UTF_8));
            }
            rest.write(buffer, 0, read);
        }
    }

    /** Waits for the next response to begin, and returns whether the server has ended the connection instead. */
    public boolean hasEnded() throws IOException {
        in.mark(1);
        boolean ended = in.read() < 0;
        in.reset();
        return ended;
    }

    /** Returns whether the rest of a response is cut off instead of ending as its headers specify. */
    public boolean isCutOff() {
        try {
            response();
            return false;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Resets the connection. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
