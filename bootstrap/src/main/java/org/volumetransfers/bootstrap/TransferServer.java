package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.HttpConfig;
import org.volumetransfers.adapter.http.TransferHttpServer;
import org.volumetransfers.adapter.inmemory.InMemoryTokenVerifier;
import org.volumetransfers.adapter.inmemory.InMemoryTransferQuery;
import org.volumetransfers.adapter.jdbc.JdbcStorage;
import org.volumetransfers.adapter.keystone.CachingTokenVerifier;
import org.volumetransfers.adapter.keystone.KeystoneTokenVerifier;
import org.volumetransfers.adapter.keystone.TokenCacheConfig;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.application.service.ListVolumeTransfersService;
import org.volumetransfers.domain.TransferQuery;

/**
 * The running server: the only file beside {@link TransferImport} that says {@code new} for
 * adapters. Safe for any number of threads; whoever started
 * it closes it.
 */
public final class TransferServer implements AutoCloseable {

    private final Storage storage;
    private final TransferHttpServer http;

    private TransferServer(Storage storage, TransferHttpServer http) {
        this.storage = storage;
        this.http = http;
    }

    /**
     * What the rest needs of any storage.
     *
     * @param transfers the port
     * @param work runs what asks the port
     * @param ready tells when it can be asked, as far as that does not pass by itself
     * @param end gives back what the storage holds
     */
    private record Storage(TransferQuery transfers, Executor work, CompletionStage<Void> ready, Runnable end) {}

    /**
     * Starts a server; it accepts connections when this returns.
     *
     * @param config what it is made of
     * @return the running server
     * @throws IOException when the address cannot be listened on
     * @throws org.volumetransfers.adapter.jdbc.WrongSchemaException when the database has a schema that this version
     *     cannot work on
     */
    public static TransferServer start(ServerConfig config) throws IOException {
        return start(config, unforeseen -> {});
    }

    /**
     * Starts a server that reports unforeseen failures; otherwise as {@link #start(ServerConfig)}.
     *
     * @param config the parts of the server
     * @param unforeseen takes each failure that is a fault of neither a client nor a dependency, such as
     *     {@link OutOfMemoryError}; on any thread
     * @return the running server
     * @throws IOException when the address cannot be listened on
     * @throws org.volumetransfers.adapter.jdbc.WrongSchemaException when this version cannot work on the schema
     */
    public static TransferServer start(ServerConfig config, Consumer<? super Throwable> unforeseen) throws IOException {
        Storage storage = config.storage().match(TransferServer::inMemory, TransferServer::jdbc);
        TokenVerifier identity =
                config.identity().match(TransferServer::fixed, choice -> keystone(choice, config.requiredRoles()));
        try {
            TransferHttpServer http = TransferHttpServer.start(
                    withFreeMemory(config.http()),
                    new AuthenticateCallerService(identity, config.requiredRoles()),
                    new ListVolumeTransfersService(storage.transfers(), config.paging()),
                    storage.work(),
                    unforeseen);
            return new TransferServer(storage, http);
        } catch (IOException | RuntimeException | Error e) {
            storage.end().run();
            throw e;
        }
    }

    /** Half of the heap that loaded data leaves free is for connections, requests and answers. */
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

    /** Memory never blocks, so its work is done where the request was read, and there is nothing to give back. */
    private static Storage inMemory(StorageChoice.InMemory choice) {
        InMemoryTransferQuery transfers = new InMemoryTransferQuery();
        transfers.putAll(choice.transfers());
        return new Storage(transfers, Runnable::run, CompletableFuture.completedStage(null), () -> {});
    }

    /** A thread for each connection: more would only wait for one another. */
    private static Storage jdbc(StorageChoice.Jdbc choice) {
        JdbcStorage database = JdbcStorage.open(choice.database(), choice.schema());
        int threads = choice.database().poolSize();
        AtomicInteger number = new AtomicInteger();
        ExecutorService workers = new ThreadPoolExecutor(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(choice.queue()),
                task -> new Thread(task, "storage-" + number.incrementAndGet()));
        return new Storage(database.transfers(), workers, database.schemaInPlace(), () -> {
            workers.shutdownNow();
            database.close();
        });
    }

    private static TokenVerifier fixed(IdentityChoice.Tokens choice) {
        return new InMemoryTokenVerifier(choice.callers(), Clock.systemUTC());
    }

    /** There is nothing to close: connections to Keystone end by themselves. */
    private static TokenVerifier keystone(IdentityChoice.Keystone choice, Set<String> requiredRoles) {
        TokenVerifier keystone =
                new KeystoneTokenVerifier(choice.service().withRolesOfInterest(requiredRoles), Clock.systemUTC());
        @Nullable TokenCacheConfig cache = choice.cache();
        return cache == null ? keystone : new CachingTokenVerifier(keystone, cache, Clock.systemUTC());
    }

    /**
     * Tells where the server listens.
     *
     * @return the address, with the port that was taken where the configuration said 0
     */
    public InetSocketAddress address() {
        return http.address();
    }

    /**
     * Tells what links start with.
     *
     * @return scheme, authority and path prefix, without a slash at the end
     */
    public String publicUrl() {
        return http.publicUrl();
    }

    /**
     * Tells whether storage is as this version needs it. Where the database is away at the start, that shows later.
     *
     * @return done when it is; fails with {@link org.volumetransfers.adapter.jdbc.WrongSchemaException} when it turns out
     *     that it is not, and then this server will never answer a listing
     */
    public CompletionStage<Void> storageReady() {
        return storage.ready();
    }

    /** Lets requests in flight have their answers for a bounded time, then ends everything in reverse order. */
    @Override
    public void close() {
        try {
            http.close();
        } finally {
            storage.end().run();
        }
    }
}
