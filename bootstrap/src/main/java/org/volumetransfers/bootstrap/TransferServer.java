package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.HttpConfig;
import org.volumetransfers.adapter.http.TransferHttpServer;
import org.volumetransfers.adapter.http.UseCases;
import org.volumetransfers.adapter.inmemory.InMemoryTokenVerifier;
import org.volumetransfers.adapter.inmemory.InMemoryTransferQuery;
import org.volumetransfers.adapter.jdbc.JdbcStorage;
import org.volumetransfers.adapter.keystone.CachingTokenVerifier;
import org.volumetransfers.adapter.keystone.KeystoneTokenVerifier;
import org.volumetransfers.adapter.keystone.TokenCacheConfig;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.out.PendingTransfers;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.application.service.BlockingPendingTransfers;
import org.volumetransfers.application.service.BlockingTransferPages;
import org.volumetransfers.application.service.ListVolumeTransfersService;
import org.volumetransfers.application.service.OffsetRule;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.application.service.ShowVolumeTransferService;

/** The running server: the composition root of the program. Safe for use by multiple threads. */
public final class TransferServer implements AutoCloseable {

    private final Storage storage;
    private final TransferHttpServer http;

    private TransferServer(Storage storage, TransferHttpServer http) {
        this.storage = storage;
        this.http = http;
    }

    /** A storage of any kind; {@code ready} is as specified by {@link #storageReady}. */
    private record Storage(
            TransferPages pages, PendingTransfers pending, CompletionStage<Void> ready, Runnable close) {}

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
     * @throws IOException if the address cannot be bound
     * @throws org.volumetransfers.adapter.jdbc.WrongSchemaException if this version cannot use the schema of the database
     */
    public static TransferServer start(ServerConfig config, Consumer<? super Throwable> unforeseen) throws IOException {
        Clock clock = Clock.systemUTC();
        Storage storage = config.storage().match(TransferServer::inMemory, TransferServer::jdbc);
        try {
            TokenVerifier identity = config.identity()
                    .match(
                            choice -> new InMemoryTokenVerifier(choice.callers(), clock),
                            choice -> keystone(choice, config.requiredRoles(), clock));
            AuthenticateCallerService authentication =
                    new AuthenticateCallerService(identity, config.requiredRoles(), Map.of(), clock);
            UseCases useCases = UseCases.authenticatedBy(authentication)
                    .withList(
                            list(storage, config, config.offsetRules().v2),
                            list(storage, config, config.offsetRules().v3))
                    .withShow(new ShowVolumeTransferService(storage.pending()));
            TransferHttpServer http = TransferHttpServer.builder(withFreeMemory(config.http()), useCases)
                    .onUnforeseen(unforeseen)
                    .start();
            return new TransferServer(storage, http);
        } catch (IOException | RuntimeException | Error e) {
            storage.close().run();
            throw e;
        }
    }

    private static ListVolumeTransfers list(Storage storage, ServerConfig config, OffsetRule offsetRule) {
        return new ListVolumeTransfersService(storage.pages(), new PagingRule(offsetRule, config.maxLimit()));
    }

    private static Storage inMemory(StorageChoice.InMemory choice) {
        InMemoryTransferQuery transfers = new InMemoryTransferQuery();
        transfers.putAll(choice.transfers());
        return new Storage(
                BlockingTransferPages.direct(transfers),
                BlockingPendingTransfers.direct(transfers),
                CompletableFuture.completedStage(null),
                () -> {});
    }

    private static Storage jdbc(StorageChoice.Jdbc choice) {
        JdbcStorage database = JdbcStorage.open(choice.database(), choice.schema());
        return new Storage(database.pages(), database.pending(), database.schemaInPlace(), database::close);
    }

    /** Nothing needs to be closed: connections to Keystone end by themselves. */
    private static TokenVerifier keystone(IdentityChoice.Keystone choice, Set<String> requiredRoles, Clock clock) {
        TokenVerifier keystone = new KeystoneTokenVerifier(choice.service().withRolesOfInterest(requiredRoles), clock);
        @Nullable TokenCacheConfig cache = choice.cache();
        return cache == null ? keystone : new CachingTokenVerifier(keystone, cache, clock);
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

    /**
     * Tells whether storage is usable, which may turn out late if the database was unavailable at startup.
     *
     * @return complete when storage is usable; fails with
     *     {@link org.volumetransfers.adapter.jdbc.WrongSchemaException} if this server can never answer a listing
     */
    public CompletionStage<Void> storageReady() {
        return storage.ready();
    }

    /** Waits for requests in flight for a bounded time, then closes everything in reverse order. */
    @Override
    public void close() {
        try {
            http.close();
        } finally {
            storage.close().run();
        }
    }
}
