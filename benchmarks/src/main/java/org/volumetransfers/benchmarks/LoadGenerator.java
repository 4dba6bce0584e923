package org.volumetransfers.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Generates keep-alive load if wrk is not installed, or for a fixed number of requests. One thread sends a request on each
 * connection as soon as the previous response is complete. A separate program; {@link Load} reads its output.
 */
public final class LoadGenerator {

    /** Latencies are counted in microseconds, up to one second; longer ones count as one second. */
    private static final int LONGEST_MICROS = 1_000_000;

    private final byte[] request;
    private final long end;
    private final long maximum;
    private final int[] latencies = new int[LONGEST_MICROS + 1];
    private final ByteBuffer input = ByteBuffer.allocateDirect(256 * 1024);
    private long sent;
    private long completed;
    private long failed;

    private LoadGenerator(byte[] request, long end, long maximum) {
        this.request = request;
        this.end = end;
        this.maximum = maximum;
    }

    /** A connection, the time of its last request, and the response received so far. */
    private static final class Connection {
        private long sentAt;
        private byte[] response = new byte[64 * 1024];
        private int length;
    }

    /**
     * Generates load for a server.
     *
     * @param args port, path, token, number of connections, {@code seconds} or {@code requests}, and their number
     * @throws IOException if the server becomes unreachable
     */
    public static void main(String[] args) throws IOException {
        int amount = Integer.parseInt(args[5]);
        boolean timed = args[4].equals("seconds");
        long begin = System.nanoTime();
        LoadGenerator load = new LoadGenerator(
                HttpGet.request(args[1], args[2], "keep-alive"),
                begin + TimeUnit.SECONDS.toNanos(timed ? amount : 60),
                timed ? Long.MAX_VALUE : amount);
        load.run(Integer.parseInt(args[0]), Integer.parseInt(args[3]));
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin);
        System.out.println("RESULT " + load.completed + " " + micros + " " + load.percentile(50) + " "
                + load.percentile(99) + " " + load.failed);
    }

    private void run(int port, int connections) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = SocketChannel.open(server);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
                Connection connection = new Connection();
                channel.register(selector, SelectionKey.OP_READ, connection);
                send(channel, connection);
            }
            while (completed < sent) {
                selector.select(key -> read(key), 1000);
                if (System.nanoTime() - end > TimeUnit.SECONDS.toNanos(60)) {
                    failed += sent - completed;
                    break;
                }
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        }
    }

    /** Sends a request in a single write, since it fits into any empty socket buffer. */
    private void send(SocketChannel channel, Connection connection) throws IOException {
        if (sent >= maximum || System.nanoTime() - end > 0) {
            return;
        }
        sent++;
        connection.length = 0;
        connection.sentAt = System.nanoTime();
        channel.write(ByteBuffer.wrap(request));
    }

    private void read(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        Connection connection = (Connection) key.attachment();
        try {
            input.clear();
            if (channel.read(input) < 0) {
                throw new EOFException("closed by the server");
            }
            input.flip();
            int length = connection.length + input.remaining();
            if (length > connection.response.length) {
                connection.response = Arrays.copyOf(connection.response, 2 * length);
            }
            input.get(connection.response, connection.length, input.remaining());
            connection.length = length;
            if (isComplete(connection.response, length)) {
                count(connection);
                send(channel, connection);
            }
        } catch (IOException e) {
            completed++;
            failed++;
            key.cancel();
        }
    }

    private void count(Connection connection) {
        long micros = (System.nanoTime() - connection.sentAt) / 1000;
        latencies[(int) Math.min(micros, LONGEST_MICROS)]++;
        completed++;
        // "HTTP/1.1 200"
        if (connection.response[9] != '2') {
            failed++;
        }
    }

    private static boolean isComplete(byte[] response, int length) {
        String start = new String(response, 0, Math.min(length, 1024), StandardCharsets.ISO_8859_1);
        int head = start.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        String fields = start.substring(0, head).toLowerCase(Locale.ROOT);
        int field = fields.indexOf("content-length: ");
        if (field < 0) {
            // A chunked response ends with an empty chunk.
            return new String(response, length - 5, 5, StandardCharsets.ISO_8859_1).equals("0\r\n\r\n");
        }
        int lineEnd = fields.indexOf('\r', field);
        String value = fields.substring(field + "content-length: ".length(), lineEnd < 0 ? fields.length() : lineEnd);
        return length >= head + 4 + Integer.parseInt(value.strip());
    }

    private long percentile(int percent) {
        long rest = (completed * percent + 99) / 100;
        for (int micros = 0; micros <= LONGEST_MICROS; micros++) {
            rest -= latencies[micros];
            if (rest <= 0) {
                return micros;
            }
        }
        return LONGEST_MICROS;
    }
}
