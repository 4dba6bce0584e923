package org.volumetransfers.adapter.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes bytes on between clients and a database until it forgets a connection, which is silent from then on. */
final class ForgetfulFirewall implements AutoCloseable {

    private final ServerSocket listening;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final JdbcConfig behind;
    private final URI target;
    private volatile boolean forgetsNewOnes;
    private volatile int accepted;
    private volatile int forgotten;

    ForgetfulFirewall(JdbcConfig behind) throws IOException {
        this.behind = behind;
        this.target = URI.create(behind.url().substring("jdbc:".length()));
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    /** The database as it is seen through this. */
    JdbcConfig config() {
        String url = "jdbc:postgresql://127.0.0.1:" + listening.getLocalPort() + target.getPath();
        return Databases.patient(JdbcConfig.to(url, behind.user(), behind.password()));
    }

    /** Forgets all connections so far. */
    void forget() {
        forgotten = accepted;
    }

    /** Forgets all connections, further ones too, or passes further ones again. */
    void forgetNewOnes(boolean forgets) {
        forgetsNewOnes = forgets;
        forget();
    }

    /** How many connections were made so far. */
    int accepted() {
        return accepted;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target.getPort());
            sockets.add(client);
            sockets.add(server);
            int number = accepted + 1;
            if (forgetsNewOnes) {
                forgotten = number;
            }
            accepted = number;
            start("there", () -> pass(number, client, server));
            start("back", () -> pass(number, server, client));
        }
    }

    private void pass(int number, Socket from, Socket to) throws IOException {
        byte[] bytes = new byte[1 << 14];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (number > forgotten) {
                    out.write(bytes, 0, read);
                }
            }
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Work that ends with an exception has been closed by one side or the other. */
    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        Thread.currentThread().interrupt();
                    }
                },
                "firewall-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
