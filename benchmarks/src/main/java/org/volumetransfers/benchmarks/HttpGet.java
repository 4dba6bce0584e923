package org.volumetransfers.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One request per connection; cheap enough to poll a server that is starting. */
final class HttpGet {

    private static final int TIMEOUT_MILLIS = 60_000;

    private HttpGet() {}

    /** Returns the status of a response after reading it completely, or 0 if there is none. */
    static int status(int port, String path, String token) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        try {
            read(port, path, token, head);
        } catch (IOException e) {
            return 0;
        }
        String[] words = head.toString(StandardCharsets.ISO_8859_1).split(" ", 3);
        return words.length < 2 ? 0 : Integer.parseInt(words[1]);
    }

    /** Writes the complete response, including its head, to a stream; returns its size. */
    static long read(int port, String path, String token, OutputStream into) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request(path, token, "close"));
            InputStream in = socket.getInputStream();
            return in.transferTo(into);
        }
    }

    /** Returns the bytes of a request. */
    static byte[] request(String path, String token, String connection) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Auth-Token: " + token + "\r\nConnection: "
                        + connection + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
