package org.volumetransfers.adapter.keystone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server whose connections each follow a script, to do what no HTTP server does. */
final class RawServer implements AutoCloseable {

    private final ServerSocket listening;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Script script;

    /** What happens on a connection, which is closed when the test ends. */
    interface Script {
        void run(Connection connection) throws IOException;
    }

    RawServer(Script script) {
        this.script = script;
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                connections.add(socket);
                Connection connection = new Connection(connections.size(), socket);
                threads.execute(() -> play(connection));
            }
        } catch (IOException e) {
            // Closed, because the test has ended.
            return;
        }
    }

    private void play(Connection connection) {
        try {
            script.run(connection);
        } catch (IOException e) {
            // The client has closed the connection.
            return;
        }
    }

    KeystoneConfig config() {
        return KeystoneConfig.at("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** Returns the number of connections so far. */
    int connections() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }

    /** One connection. */
    static final class Connection {

        private final int number;
        private final Socket socket;
        private final BufferedReader in;

        Connection(int number, Socket socket) throws IOException {
            this.number = number;
            this.socket = socket;
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        /** Returns 1 for the first connection. */
        int number() {
            return number;
        }

        /** Reads one request without a body; fails if the client has closed the connection. */
        void readRequest() throws IOException {
            String line = in.readLine();
            while (line != null && !line.isEmpty()) {
                line = in.readLine();
            }
            if (line == null) {
                throw new IOException("the client has closed the connection");
            }
        }

        /** Waits until the client closes the connection. */
        void awaitEnd() throws IOException {
            try {
                readRequest();
            } catch (IOException e) {
                return;
            }
            throw new IOException("unexpected request");
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }

        /** Closes the connection. */
        void end() throws IOException {
            socket.close();
        }

        /** Sends a complete response. */
        void answer(int status, String body) throws IOException {
            write("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body);
        }
    }
}
