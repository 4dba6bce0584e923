package org.volumetransfers.bootstrap.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Forwards bytes between clients and a port, or discards them silently. */
final class SilentProxy implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int target;
    private volatile boolean discards;

    SilentProxy(int target) throws IOException {
        this.target = target;
        start("accept", () -> {
            while (true) {
                connect(listening.accept());
            }
        });
    }

    int port() {
        return listening.getLocalPort();
    }

    void discard(boolean everything) {
        discards = everything;
    }

    private void connect(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.add(client);
        sockets.add(server);
        start("requests", () -> forward(client, server));
        start("responses", () -> forward(server, client));
    }

    private void forward(Socket from, Socket to) throws IOException {
        byte[] bytes = new byte[1 << 14];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (!discards) {
                    out.write(bytes, 0, read);
                }
            }
        }
    }

    /** An exception means that either side has closed its connection. */
    private static void start(String name, Transfer transfer) {
        Thread thread = new Thread(
                () -> {
                    try {
                        transfer.run();
                    } catch (IOException closed) {
                        Thread.currentThread().interrupt();
                    }
                },
                "proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private interface Transfer {
        void run() throws IOException;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
