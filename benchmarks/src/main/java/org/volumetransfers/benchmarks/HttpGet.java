package org.volumetransfers.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One request on a connection of its own; cheap enough to be asked over and over while a server starts. */
final class HttpGet {

    private static final int PATIENCE_MILLIS = 60_000;

    private HttpGet() {}

    /** The status of the answer, read to its end; 0 when there is none. */
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

    /** Reads the whole answer, head and all, into something; gives its size. */
    static long read(int port, String path, String token, OutputStream into) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request(path, token, "close"));
            InputStream in = socket.getInputStream();
            return in.transferTo(into);
        }
    }

    /** The bytes of a request. */
    static byte[] request(String path, String token, String connection) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Auth-Token: " + token + "\r\nConnection: "
                        + connection + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
