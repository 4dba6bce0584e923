package org.volumetransfers.bootstrap.acceptance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server, sending exactly the bytes it is given: real clients tidy up what hostile ones send. Reads
 * answers strictly, and never waits for ever.
 */
final class Wire implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static Wire to(InetSocketAddress server) throws IOException {
        Socket socket = new Socket();
        socket.connect(server, TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return new Wire(socket);
    }

    /** An answer as it came: status, header lines, body without its framing. */
    record Answer(int status, List<String> headers, String body) {

        /** The value of a header that must not be there twice; null when it is not there. */
        @Nullable String header(String name) {
            List<String> values = headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
            if (values.size() > 1) {
                throw new AssertionError(name + " is there twice: " + headers);
            }
            return values.isEmpty() ? null : values.get(0);
        }
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    void send(String latin1) throws IOException {
        send(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Says that nothing more will be sent. */
    void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Asks and reads the one answer. */
    Answer ask(String head) throws IOException {
        send(head);
        return read(head.startsWith("HEAD "));
    }

    /**
     * Reads one answer.
     *
     * @throws EOFException when the server closed the connection without one, or amid it
     */
    Answer read(boolean toHead) throws IOException {
        String statusLine = line();
        if (!statusLine.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new AssertionError("no status line: " + statusLine);
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        List<String> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            headers.add(line);
        }
        Answer head = new Answer(status, headers, "");
        return toHead ? head : new Answer(status, headers, strictly(body(head)));
    }

    private static String strictly(byte[] utf8) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    }

    /** Reads so many bytes, and resets the connection. */
    void resetAfter(int bytes) throws IOException {
        in.readNBytes(bytes);
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Whether the server has closed the connection, or does so before the timeout. */
    boolean isClosedByServer() {
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Reads what is left, and tells whether it ends otherwise than with the last chunk. */
    boolean isCutOffAmidAnAnswer() {
        try {
            read(false);
            return false;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private byte[] body(Answer head) throws IOException {
        String length = head.header("Content-Length");
        if (length != null) {
            byte[] body = in.readNBytes(Integer.parseInt(length));
            if (body.length < Integer.parseInt(length)) {
                throw new EOFException("amid a body");
            }
            return body;
        }
        return "chunked".equals(head.header("Transfer-Encoding")) ? chunks() : in.readAllBytes();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            byte[] chunk = in.readNBytes(size);
            if (chunk.length < size) {
                throw new EOFException("amid a chunk");
            }
            body.write(chunk);
            if (!line().isEmpty()) {
                throw new AssertionError("a chunk is longer than it says");
            }
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("after: " + line.toString(StandardCharsets.ISO_8859_1));
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
