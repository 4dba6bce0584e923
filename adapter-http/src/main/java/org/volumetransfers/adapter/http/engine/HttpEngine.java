package org.volumetransfers.adapter.http.engine;

import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * A listener for HTTP/1.1, assembled from the parts of Undertow, because its builder allows neither to replace the refusals of
 * its parser nor to count connections. Safe for use by multiple threads.
 */
public final class HttpEngine implements AutoCloseable {

    private static final Duration WORKER_END = Duration.ofSeconds(5);
    /** Size of a pooled buffer; a little under 16 KiB, as Undertow recommends. */
    private static final int BUFFER_BYTES = 16 * 1024 - 20;
    /** The heap memory of an idle connection, rounded up. */
    private static final long CONNECTION_BYTES = 16 * 1024;
    /** The most connections that are being refused at a time; further ones are reset without a response. */
    private static final int MAX_LINGERING = 256;

    private static final Logger LOG = System.getLogger(HttpEngine.class.getPackageName());

    private final XnioWorker worker;
    private final AcceptingChannel<StreamConnection> acceptor;
    private final Connections connections;
    private final DefaultByteBufferPool pool = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4);
    private final HttpOpenListener http;
    private final HttpLimits limits;
    private final Refusals refusals;
    private final EngineEvents events;
    /** The memory of each I/O thread, by its number. */
    private final List<HeadMemory> heads;

    private final AtomicInteger lingering = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpEngine(
            XnioWorker worker, InetSocketAddress address, HttpLimits limits, Refusals refusals, EngineEvents events)
            throws IOException {
        this.worker = worker;
        this.limits = limits;
        this.refusals = refusals;
        this.events = events;
        long quarter = limits.memory() / 4;
        long connectionsInMemory = Math.max(1, quarter / CONNECTION_BYTES);
        this.connections = new Connections((int) Math.min(limits.maxConnections(), connectionsInMemory));
        int threads = worker.getIoThreadCount();
        this.heads = Stream.generate(() -> new HeadMemory(quarter / threads))
                .limit(threads)
                .toList();
        this.http = new HttpOpenListener(pool, httpOptions(limits));
        this.acceptor = worker.createStreamConnectionServer(address, this::accept, socketOptions());
    }

    /**
     * Binds an address. Connections are not accepted before {@link #serve}.
     *
     * @param name the name that its threads begin with
     * @param ioThreads how many threads serve its connections
     * @param address the address, resolved; port 0 selects a free one
     * @return the engine, to be closed by the caller
     * @throws IOException if the address cannot be bound
     */
    public static HttpEngine bind(
            String name,
            int ioThreads,
            InetSocketAddress address,
            HttpLimits limits,
            Refusals refusals,
            EngineEvents events)
            throws IOException {
        XnioWorker worker = Xnio.getInstance(HttpEngine.class.getClassLoader())
                .createWorker(new ServerThreads(events), workerOptions(name, ioThreads));
        try {
            return new HttpEngine(worker, address, limits, refusals, events);
        } catch (IOException | RuntimeException | Error e) {
            worker.shutdownNow();
            throw e;
        }
    }

    /** Starts to accept connections. Requests whose heads exceed the memory go to {@code overloaded}; both run on I/O threads. */
    public void serve(HttpHandler handler, HttpHandler overloaded) {
        http.setRootHandler(connections.watching(handler, overloaded));
        acceptor.resumeAccepts();
    }

    /** Accepts one waiting connection, and hands it to the HTTP parser unless it is refused. */
    private void accept(AcceptingChannel<StreamConnection> ready) {
        try {
            StreamConnection connection = ready.accept();
            if (connection == null) {
                return;
            }
            try {
                open(connection);
            } catch (RuntimeException | Error e) {
                events.serverFailed("a connection could not be set up", e);
                Abort.reset(connection);
            }
        } catch (ClosedChannelException e) {
            LOG.log(Level.DEBUG, "a connection arrived while the server was closing");
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a connection could not be accepted", e);
        }
    }

    private void open(StreamConnection connection) {
        ConduitStreamSourceChannel source = connection.getSourceChannel();
        ConduitStreamSinkChannel sink = connection.getSinkChannel();
        HeadMemory memory = heads.get(connection.getIoThread().getNumber());
        InboundBytes inbound = new InboundBytes(source.getConduit(), memory, () -> Abort.reset(connection));
        if (!connections.admit(connection, inbound)) {
            refuse(connection);
            return;
        }
        source.setConduit(inbound);
        sink.setConduit(new ParserRefusal(
                sink.getConduit(), inbound, limits.maxHeaders(), refusals, Connections.peer(connection)));
        http.handleEvent(connection);
    }

    private void refuse(StreamConnection connection) {
        if (!connections.isOver()) {
            events.connectionRefused();
        }
        if (lingering.incrementAndGet() > MAX_LINGERING) {
            lingering.decrementAndGet();
            Abort.reset(connection);
            return;
        }
        connection.getCloseSetter().set(channel -> lingering.decrementAndGet());
        try {
            // These few hundred bytes always fit into the send buffer of a new connection.
            connection
                    .getSinkChannel()
                    .write(refusals.response(Refusals.Cause.OVERLOADED, true, Connections.peer(connection)));
            Linger.beforeEnd(connection, () -> IoUtils.safeClose(connection));
        } catch (IOException | RejectedExecutionException e) {
            // The client has closed the connection, or this thread is ending with the server.
            IoUtils.safeClose(connection);
        }
    }

    /** Returns the address of the listener, with the port that was bound. */
    public InetSocketAddress address() {
        return acceptor.getLocalAddress(InetSocketAddress.class);
    }

    /** Returns how many requests are in flight: at least 0. */
    public int inFlight() {
        return connections.busy();
    }

    /** Makes each connection close after its next response; new connections are still accepted. */
    public void drain() {
        connections.startDraining();
    }

    /** Returns whether {@link #drain} or {@link #close} has been called. */
    public boolean isDraining() {
        return connections.isDraining();
    }

    /** Stops listening, {@linkplain HttpTimeouts#drain drains} connections, and ends all threads; at most once. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        IoUtils.safeClose(acceptor);
        try {
            connections.drain(limits.timeouts().drain());
            worker.shutdown();
            if (!worker.awaitTermination(WORKER_END.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
        pool.close();
    }

    private static OptionMap workerOptions(String name, int ioThreads) {
        return OptionMap.builder()
                .set(Options.WORKER_NAME, name)
                .set(Options.WORKER_IO_THREADS, ioThreads)
                .set(Options.WORKER_TASK_CORE_THREADS, 1)
                .set(Options.WORKER_TASK_MAX_THREADS, 1)
                .getMap();
    }

    private static OptionMap httpOptions(HttpLimits limits) {
        int parserMaxBytes = ParserRefusal.PARSER_MAX_HEAD_BYTES;
        HttpTimeouts timeouts = limits.timeouts();
        return OptionMap.builder()
                .set(UndertowOptions.DECODE_URL, false)
                .set(UndertowOptions.MAX_HEADER_SIZE, parserMaxBytes)
                // The parser accepts as many headers and parameters as fit, because the exact limits are checked later.
                .set(UndertowOptions.MAX_HEADERS, Math.min(limits.maxHeaders(), parserMaxBytes) + 300)
                .set(UndertowOptions.MAX_PARAMETERS, parserMaxBytes)
                .set(UndertowOptions.ENABLE_HTTP2, false)
                .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, intMillis(timeouts.idle()))
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, intMillis(timeouts.request()))
                .getMap();
    }

    private static int intMillis(Duration time) {
        return (int) Math.min(time.toMillis(), Integer.MAX_VALUE);
    }

    /** Keeps the send buffer small, because a connection counts as writable only when a third of it is free. */
    private static OptionMap socketOptions() {
        return OptionMap.builder()
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BACKLOG, 1000)
                .set(Options.SEND_BUFFER, 64 * 1024)
                .getMap();
    }
}
