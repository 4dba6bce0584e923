package org.volumetransfers.adapter.http.engine;

import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

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

    private final XnioWorker worker;
    private final AcceptingChannel<StreamConnection> acceptor;
    private final Connections connections;
    private final DefaultByteBufferPool pool = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4);
    private final HttpOpenListener http;
    private final Duration drainTime;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpEngine(
            XnioWorker worker, InetSocketAddress address, HttpLimits limits, Refusals refusals, EngineEvents events)
            throws IOException {
        int threads = worker.getIoThreadCount();
        List<HeadMemory> heads = Stream.generate(() -> new HeadMemory(limits.memory() / 4 / threads))
                .limit(threads)
                .toList();
        this.worker = worker;
        this.connections = new Connections(maxConnections(limits));
        this.drainTime = limits.timeouts().drain();
        this.http = new HttpOpenListener(pool, httpOptions(limits));
        ConnectionSetup setup = new ConnectionSetup(connections, heads, http, limits.maxHeaders(), refusals, events);
        this.acceptor = worker.createStreamConnectionServer(address, setup::accept, socketOptions());
    }

    private static int maxConnections(HttpLimits limits) {
        return (int) Math.max(1, Math.min(limits.maxConnections(), limits.memory() / 4 / CONNECTION_BYTES));
    }

    /**
     * Binds an address. Connections are not accepted before {@link #serve}.
     *
     * @param address the address, resolved; port 0 selects a free one
     * @param limits bounds on connections, memory and time
     * @param refusals responses to requests that never reach a handler
     * @param events receives the events of the engine
     * @return the engine, to be closed by the caller
     * @throws IOException if the address cannot be bound
     */
    public static HttpEngine bind(InetSocketAddress address, HttpLimits limits, Refusals refusals, EngineEvents events)
            throws IOException {
        XnioWorker worker = Xnio.getInstance(HttpEngine.class.getClassLoader())
                .createWorker(new ServerThreads(events), workerOptions());
        try {
            return new HttpEngine(worker, address, limits, refusals, events);
        } catch (IOException | RuntimeException | Error e) {
            worker.shutdownNow();
            throw e;
        }
    }

    /**
     * Starts to accept connections.
     *
     * @param handler handles requests, on I/O threads
     * @param overloaded refuses requests whose heads exceed the memory
     */
    public void serve(HttpHandler handler, HttpHandler overloaded) {
        http.setRootHandler(connections.watching(handler, overloaded));
        acceptor.resumeAccepts();
    }

    /**
     * Returns the address of the listener.
     *
     * @return the address, with the port that was bound
     */
    public InetSocketAddress address() {
        return acceptor.getLocalAddress(InetSocketAddress.class);
    }

    /** Returns how many requests are in flight: at least 0. */
    public int inFlight() {
        return connections.busy();
    }

    /**
     * Stops listening, waits for requests in flight for at most {@link HttpTimeouts#drain}, resets the remaining connections,
     * and ends all threads. Closing a closed engine has no effect.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        IoUtils.safeClose(acceptor);
        connections.drain(drainTime);
        worker.shutdown();
        try {
            if (!worker.awaitTermination(WORKER_END.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
        pool.close();
    }

    private static OptionMap workerOptions() {
        int ioThreads = Math.max(2, Runtime.getRuntime().availableProcessors());
        return OptionMap.builder()
                .set(Options.WORKER_NAME, "volume-transfers")
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
