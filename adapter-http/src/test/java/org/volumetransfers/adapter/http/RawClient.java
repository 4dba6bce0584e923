package org.volumetransfers.adapter.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends exactly the bytes it is told to, and sees how a connection ends. Every read is bounded in time. */
final class RawClient implements AutoCloseable {

    private static final int SMALL_BUFFER = 4096;

    private final Socket socket;
    private final InputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** How a connection ended, with what came before. */
    record Rest(boolean reset, String text) {}

    static RawClient to(InetSocketAddress address) throws IOException {
        return connected(new Socket(), address);
    }

    static RawClient from(String local, InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(local, 0));
        return connected(socket, address);
    }

    /** A client for which the kernel keeps little, so that what it does not read stays with the server. */
    static RawClient withSmallBufferTo(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        return connected(socket, address);
    }

    private static RawClient connected(Socket socket, InetSocketAddress address) throws IOException {
        socket.setSoTimeout((int) Await.BOUND.toMillis());
        socket.setTcpNoDelay(true);
        socket.connect(address, (int) Await.BOUND.toMillis());
        return new RawClient(socket);
    }

    /** Sends characters up to U+00FF as one byte each. */
    RawClient send(String request) throws IOException {
        return send(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        return this;
    }

    /** Sends what the server may refuse to take whole; its answer counts then. */
    RawClient sendWhatItTakes(String request) {
        try {
            return send(request);
        } catch (IOException e) {
            return this;
        }
    }

    /** Tells whether an answer has begun to arrive. */
    boolean hasAnswer() throws IOException {
        return in.available() > 0;
    }

    /** Reads the next answer whole: its body ends as its headers say. */
    RawAnswer answer() throws IOException {
        return read(true);
    }

    /** Reads the next answer, which is to a {@code HEAD}. */
    RawAnswer answerWithoutBody() throws IOException {
        return read(false);
    }

    private RawAnswer read(boolean withBody) throws IOException {
        String statusLine = line();
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        RawAnswer head = new RawAnswer(statusLine, headers, "");
        return withBody ? new RawAnswer(statusLine, headers, body(head)) : head;
    }

    private String body(RawAnswer head) throws IOException {
        String length = head.header("Content-Length");
        if ("chunked".equals(head.header("Transfer-Encoding"))) {
            return chunks();
        }
        if (length == null) {
            Rest rest = rest();
            if (rest.reset()) {
                throw new SocketException("reset amid the body");
            }
            return rest.text();
        }
        return new String(bytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    private String chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(bytes(size));
            line();
        }
        line();
        return body.toString(StandardCharsets.UTF_8);
    }

    /** Exactly so many bytes. */
    byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("ended after " + bytes.length + " of " + count + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("ended amid a line: " + line);
            }
            line.append((char) octet);
        }
        return line.substring(0, line.length() - 1);
    }

    /** Reads on until the server ends the connection, one way or the other. */
    Rest rest() throws IOException {
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

    /** Goes away without a word. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
