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

/** A server that does what no HTTP server does: each connection goes the way that the test says. */
final class RawServer implements AutoCloseable {

    private final ServerSocket listening;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Script script;

    /** What happens on a connection; it is closed when the test ends. */
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
            // Closed: the test has ended.
            return;
        }
    }

    private void play(Connection connection) {
        try {
            script.run(connection);
        } catch (IOException e) {
            // The other side is gone, as far as the script did not expect that itself.
            return;
        }
    }

    KeystoneConfig config() {
        return KeystoneConfig.at("http://127.0.0.1:" + listening.getLocalPort());
    }

    /** How many connections there have been. */
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

        /** 1 for the first. */
        int number() {
            return number;
        }

        /** Reads one request without a body; fails when none comes any more. */
        void readRequest() throws IOException {
            String line = in.readLine();
            while (line != null && !line.isEmpty()) {
                line = in.readLine();
            }
            if (line == null) {
                throw new IOException("the other side is gone");
            }
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }

        /** Closes it. */
        void end() throws IOException {
            socket.close();
        }

        /** Answers as Keystone does. */
        void answer(int status, String body) throws IOException {
            write("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body);
        }
    }
}
