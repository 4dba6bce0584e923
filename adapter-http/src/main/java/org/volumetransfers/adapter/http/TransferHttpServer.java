package org.volumetransfers.adapter.http;

import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.in.AuthenticateCaller;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.domain.error.InvalidValueException;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * The HTTP server: {@link TransferRoutes} on an Undertow that is put together by hand, since only so can what its parser
 * refuses have our body, and connections be counted. Safe for any number of threads.
 */
public final class TransferHttpServer implements AutoCloseable {

    private static final Duration WORKER_END = Duration.ofSeconds(5);
    /** How many bytes a connection's pooled buffers have; a little under 16 KiB, as Undertow advises. */
    private static final int BUFFER_BYTES = 16 * 1024 - 20;
    /** What an idle connection takes of the heap, generously. */
    private static final long BYTES_OF_A_CONNECTION = 16 * 1024;

    private final XnioWorker worker;
    private final AcceptingChannel<StreamConnection> acceptor;
    private final Connections connections;
    private final DefaultByteBufferPool pool;
    private final String publicUrl;
    private final Duration drainTime;
    private final AtomicBoolean closed = new AtomicBoolean();

    private TransferHttpServer(HttpConfig config, XnioWorker worker, UseCases useCases, FaultLog log)
            throws IOException {
        HttpLimits limits = config.limits();
        int threads = worker.getIoThreadCount();
        List<HeadMemory> heads = Stream.generate(() -> new HeadMemory(limits.memory() / 4 / threads))
                .limit(threads)
                .toList();
        this.worker = worker;
        this.connections = new Connections(maxConnections(limits));
        this.pool = new DefaultByteBufferPool(true, BUFFER_BYTES, -1, 4);
        this.drainTime = limits.timeouts().drain();
        HttpOpenListener http = new HttpOpenListener(pool, httpOptions(limits));
        ConnectionSetup setup = new ConnectionSetup(connections, heads, http, limits.maxHeaders(), log);
        this.acceptor = worker.createStreamConnectionServer(resolved(config), setup::accept, socketOptions());
        this.publicUrl = publicUrl(config, address());
        TransferRoutes routes = new TransferRoutes(
                useCases.authenticate(),
                useCases.transfers(),
                useCases.storage(),
                publicUrl,
                config.badTokenAnswer(),
                limits,
                log);
        http.setRootHandler(connections.watching(routes, routes::refuse));
    }

    private static int maxConnections(HttpLimits limits) {
        return (int) Math.max(1, Math.min(limits.maxConnections(), limits.memory() / 4 / BYTES_OF_A_CONNECTION));
    }

    private record UseCases(AuthenticateCaller authenticate, ListVolumeTransfers transfers, Executor storage) {}

    /**
     * Starts a server; it accepts connections when this returns.
     *
     * @param config where to listen, and how
     * @param authenticate finds out who asks
     * @param transfers lists transfers
     * @param storage runs the work that asks {@code transfers}: {@code Runnable::run} where storage never blocks, else a
     *     bounded pool that throws {@link java.util.concurrent.RejectedExecutionException} when it is full, which is
     *     answered 503. Not closed here
     * @return the running server
     * @throws IOException when the address cannot be listened on
     * @throws InvalidValueException when the address is a wildcard and no public URL is given: links would lead nowhere
     */
    public static TransferHttpServer start(
            HttpConfig config, AuthenticateCaller authenticate, ListVolumeTransfers transfers, Executor storage)
            throws IOException {
        return start(config, authenticate, transfers, storage, unforeseen -> {});
    }

    /**
     * Starts a server that also reports unforeseen failures; otherwise as {@link #start(HttpConfig, AuthenticateCaller,
     * ListVolumeTransfers, Executor)}.
     *
     * @param config where to listen, and how
     * @param authenticate authenticates callers
     * @param transfers lists transfers
     * @param storage runs the work that asks {@code transfers}
     * @param unforeseen takes each failure that is a fault of neither a client nor a dependency, {@link OutOfMemoryError}
     *     and the death of a thread of the server included; on any thread. The server never ends the JVM
     * @return the running server
     * @throws IOException when the address cannot be listened on
     * @throws InvalidValueException when the address is a wildcard and no public URL is given
     */
    public static TransferHttpServer start(
            HttpConfig config,
            AuthenticateCaller authenticate,
            ListVolumeTransfers transfers,
            Executor storage,
            Consumer<? super Throwable> unforeseen)
            throws IOException {
        FaultLog log = new FaultLog(unforeseen);
        XnioWorker worker = Xnio.getInstance(TransferHttpServer.class.getClassLoader())
                .createWorker(
                        new ServerThreads(log),
                        OptionMap.builder()
                                .set(Options.WORKER_NAME, "volume-transfers")
                                .set(
                                        Options.WORKER_IO_THREADS,
                                        Math.max(2, Runtime.getRuntime().availableProcessors()))
                                .set(Options.WORKER_TASK_CORE_THREADS, 1)
                                .set(Options.WORKER_TASK_MAX_THREADS, 1)
                                .getMap());
        try {
            TransferHttpServer server =
                    new TransferHttpServer(config, worker, new UseCases(authenticate, transfers, storage), log);
            server.acceptor.resumeAccepts();
            return server;
        } catch (IOException | RuntimeException | Error e) {
            worker.shutdownNow();
            throw e;
        }
    }

    /**
     * Tells where the server listens.
     *
     * @return the address, with the port that was taken where the configuration said 0
     */
    public InetSocketAddress address() {
        return acceptor.getLocalAddress(InetSocketAddress.class);
    }

    /**
     * Tells what links start with.
     *
     * @return scheme, authority and path prefix, without a slash at the end
     */
    public String publicUrl() {
        return publicUrl;
    }

    /** Returns how many requests are in flight. */
    int inFlight() {
        return connections.busy();
    }

    /**
     * Stops listening, lets requests in flight have their answers for the configured time, breaks the rest, and ends all
     * threads of the server. Closing again does nothing.
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

    private static InetSocketAddress resolved(HttpConfig config) throws IOException {
        InetSocketAddress address = new InetSocketAddress(config.host(), config.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException(config.host());
        }
        if (config.publicUrl() == null && address.getAddress().isAnyLocalAddress()) {
            throw new InvalidValueException("public url", "be given when listening on a wildcard address");
        }
        return address;
    }

    private static String publicUrl(HttpConfig config, InetSocketAddress bound) {
        @Nullable String given = config.publicUrl();
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return given != null ? given : "http://" + host + ":" + bound.getPort();
    }

    private static OptionMap httpOptions(HttpLimits limits) {
        return OptionMap.builder()
                .set(UndertowOptions.DECODE_URL, false)
                .set(UndertowOptions.MAX_HEADER_SIZE, ParserRefusal.PARSER_MAX_HEAD_BYTES)
                // Of headers and parameters the parser takes what fits, so that the exact limits answer, see
                // HttpLimits.
                .set(
                        UndertowOptions.MAX_HEADERS,
                        Math.min(limits.maxHeaders(), ParserRefusal.PARSER_MAX_HEAD_BYTES) + 300)
                .set(UndertowOptions.MAX_PARAMETERS, ParserRefusal.PARSER_MAX_HEAD_BYTES)
                .set(UndertowOptions.ENABLE_HTTP2, false)
                .set(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                .set(
                        UndertowOptions.NO_REQUEST_TIMEOUT,
                        intMillis(limits.timeouts().idle()))
                .set(
                        UndertowOptions.REQUEST_PARSE_TIMEOUT,
                        intMillis(limits.timeouts().request()))
                .getMap();
    }

    private static int intMillis(Duration time) {
        return (int) Math.min(time.toMillis(), Integer.MAX_VALUE);
    }

    /** A small send buffer: a connection counts as writable only when a third of it is free again. */
    private static OptionMap socketOptions() {
        return OptionMap.builder()
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BACKLOG, 1000)
                .set(Options.SEND_BUFFER, 64 * 1024)
                .getMap();
    }
}
