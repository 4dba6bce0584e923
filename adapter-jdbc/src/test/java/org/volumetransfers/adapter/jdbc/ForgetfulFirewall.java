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

/** Forwards bytes between clients and a database, until it forgets a connection and drops all further bytes of it. */
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

    /** Returns the database through this firewall. */
    JdbcConfig config() {
        String url = "jdbc:postgresql://127.0.0.1:" + listening.getLocalPort() + target.getPath();
        return Databases.patient(JdbcConfig.to(url, behind.user(), behind.password()));
    }

    /** Forgets all connections. */
    void forget() {
        forgotten = accepted;
    }

    /** Forgets all connections, and starts or stops to forget new ones as well. */
    void forgetNewOnes(boolean forgets) {
        forgetsNewOnes = forgets;
        forget();
    }

    /** Returns the number of connections that were accepted. */
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

    /** Ends without an error when either side has closed the connection. */
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
