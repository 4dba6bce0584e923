package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.AdminHttpServer;
import org.volumetransfers.adapter.http.HttpConfig;
import org.volumetransfers.adapter.http.RequestObserver;
import org.volumetransfers.adapter.http.TransferHttpServer;
import org.volumetransfers.adapter.http.UseCases;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.application.service.ListVolumeTransfersService;
import org.volumetransfers.application.service.OffsetRule;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.application.service.ShowVolumeTransferService;
import org.volumetransfers.bootstrap.logging.AccessLog;
import org.volumetransfers.bootstrap.metrics.PrometheusMetrics;
import org.volumetransfers.bootstrap.metrics.ServerMetrics;

/** The running server: the composition root of the program. Safe for use by multiple threads. */
public final class TransferServer implements AutoCloseable {

    private final TransferHttpServer http;
    private final @Nullable AdminHttpServer admin;
    private final CompletionStage<Void> storageReady;
    private final Duration drainDelay;
    /** Closes what is open, the latest first. */
    private final Deque<Runnable> opened;

    private TransferServer(
            TransferHttpServer http,
            @Nullable AdminHttpServer admin,
            CompletionStage<Void> storageReady,
            Duration drainDelay,
            Deque<Runnable> opened) {
        this.http = http;
        this.admin = admin;
        this.storageReady = storageReady;
        this.drainDelay = drainDelay;
        this.opened = opened;
    }

    /** Starts a server that reports unforeseen failures nowhere; otherwise as {@link #start(ServerConfig, Consumer)}. */
    public static TransferServer start(ServerConfig config) throws IOException {
        return start(config, unforeseen -> {});
    }

    /**
     * Starts a server; it accepts connections when this returns.
     *
     * @param unforeseen receives each failure that neither a client nor a dependency caused, such as
     *     {@link OutOfMemoryError}; on any thread
     * @return the running server, to be closed by the caller
     * @throws IOException if an address cannot be bound
     * @throws org.volumetransfers.adapter.jdbc.WrongSchemaException if this version cannot use the schema of the database
     */
    public static TransferServer start(ServerConfig config, Consumer<? super Throwable> unforeseen) throws IOException {
        Deque<Runnable> opened = new ArrayDeque<>();
        try {
            @Nullable ListenAddress adminAddress = config.operation().admin();
            @Nullable PrometheusMetrics kept = adminAddress == null ? null : new PrometheusMetrics();
            ServerMetrics metrics = kept == null ? ServerMetrics.NONE : kept;
            opened.push(metrics::close);
            Clock clock = Clock.systemUTC();
            Storage storage = Storage.open(config.storage(), metrics);
            opened.push(storage.close());
            Identity identity = Identity.of(config.identity(), config.requiredRoles(), clock, metrics);
            List<Dependency> dependencies = List.of(storage.dependency(), identity.dependency());
            ReadinessMonitor readiness = ReadinessMonitor.start(dependencies);
            opened.push(readiness::close);
            dependencies.forEach(each -> metrics.dependency(each.name(), () -> ReadinessMonitor.isAvailable(each)));
            UseCases useCases = useCases(config, storage, identity.verifier(), clock);
            TransferHttpServer http = TransferHttpServer.builder(withFreeMemory(config.http()), useCases)
                    .observer(observer(config.operation().accessLogInterval(), metrics))
                    .probes(readiness)
                    .onUnforeseen(unforeseen)
                    .start();
            opened.push(http::close);
            metrics.inFlight(http::inFlight);
            @Nullable AdminHttpServer admin = null;
            if (adminAddress != null && kept != null) {
                BuildInfo build = BuildInfo.read();
                admin = AdminHttpServer.listeningOn(adminAddress.host(), adminAddress.port())
                        .probes(http, readiness)
                        .document("/metrics", kept::scrape)
                        .document("/info", accept -> build.content(config.storage()))
                        .onUnforeseen(unforeseen)
                        .start();
                opened.push(admin::close);
            }
            return new TransferServer(
                    http, admin, storage.ready(), config.operation().drainDelay(), opened);
        } catch (IOException | RuntimeException | Error e) {
            closeAll(opened);
            throw e;
        }
    }

    private static UseCases useCases(ServerConfig config, Storage storage, TokenVerifier verifier, Clock clock) {
        return UseCases.authenticatedBy(
                        new AuthenticateCallerService(verifier, config.requiredRoles(), Map.of(), clock))
                .withList(
                        list(storage, config, config.offsetRules().v2), list(storage, config, config.offsetRules().v3))
                .withShow(new ShowVolumeTransferService(storage.pending()));
    }

    private static ListVolumeTransfers list(Storage storage, ServerConfig config, OffsetRule offsetRule) {
        return new ListVolumeTransfersService(storage.pages(), new PagingRule(offsetRule, config.maxLimit()));
    }

    private static RequestObserver observer(int accessLogInterval, ServerMetrics metrics) {
        if (accessLogInterval == 0) {
            return metrics;
        }
        AccessLog accessLog = new AccessLog(accessLogInterval);
        return request -> {
            metrics.finished(request);
            accessLog.finished(request);
        };
    }

    /** Half of the heap that loaded data leaves free is for connections, requests and responses. */
    private static HttpConfig withFreeMemory(HttpConfig http) {
        Runtime heap = Runtime.getRuntime();
        if (used(heap) > heap.maxMemory() / 4) {
            // Loading leaves garbage behind, which would count as data.
            System.gc();
        }
        long free = heap.maxMemory() - used(heap);
        return http.withLimits(http.limits().withMemory(Math.max(1, free / 2)));
    }

    private static long used(Runtime heap) {
        return heap.totalMemory() - heap.freeMemory();
    }

    /** Returns the address that the server listens on, with the port that was bound if the configuration says 0. */
    public InetSocketAddress address() {
        return http.address();
    }

    /** Returns the base of all links: scheme, authority and path prefix, without a slash at the end. */
    public String publicUrl() {
        return http.publicUrl();
    }

    /** Returns the address of the listener for operators; null if there is none. */
    public @Nullable InetSocketAddress adminAddress() {
        return admin == null ? null : admin.address();
    }

    /**
     * Tells whether storage is usable, which may turn out late if the database was unavailable at startup.
     *
     * @return complete when storage is usable; fails with
     *     {@link org.volumetransfers.adapter.jdbc.WrongSchemaException} if this server can never answer a listing
     */
    public CompletionStage<Void> storageReady() {
        return storageReady;
    }

    /**
     * Shuts down without losing a request: {@code /readyz} fails at once, connections are still accepted for the configured
     * delay, and then everything is closed as by {@link #close}.
     *
     * @throws InterruptedException if the thread is interrupted during the delay; nothing has been closed then
     */
    public void shutDown() throws InterruptedException {
        http.drain();
        new CountDownLatch(1).await(drainDelay.toMillis(), TimeUnit.MILLISECONDS);
        close();
    }

    /** Waits for requests in flight for a bounded time, then closes everything. */
    @Override
    public void close() {
        closeAll(opened);
    }

    /** Closes all, whatever fails; throws the first failure. */
    private static synchronized void closeAll(Deque<Runnable> opened) {
        try {
            if (!opened.isEmpty()) {
                opened.pop().run();
            }
        } finally {
            if (!opened.isEmpty()) {
                closeAll(opened);
            }
        }
    }
}
