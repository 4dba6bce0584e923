package org.volumetransfers.bootstrap;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.volumetransfers.adapter.http.TransferHttpServer;
import org.volumetransfers.adapter.inmemory.InMemoryTokenVerifier;
import org.volumetransfers.adapter.inmemory.InMemoryTransferQuery;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.application.service.ListVolumeTransfersService;
import org.volumetransfers.domain.TransferQuery;

/**
 * The running server: the only file that says {@code new} for adapters. Safe for any number of threads; whoever started
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
     * @param end gives back what the storage holds
     */
    private record Storage(TransferQuery transfers, Executor work, Runnable end) {}

    /**
     * Starts a server; it accepts connections when this returns.
     *
     * @param config what it is made of
     * @return the running server
     * @throws IOException when the address cannot be listened on
     */
    public static TransferServer start(ServerConfig config) throws IOException {
        Storage storage = config.storage().match(TransferServer::inMemory);
        TokenVerifier tokens = new InMemoryTokenVerifier(config.tokens(), Clock.systemUTC());
        try {
            TransferHttpServer http = TransferHttpServer.start(
                    config.http(),
                    new AuthenticateCallerService(tokens),
                    new ListVolumeTransfersService(storage.transfers(), config.paging()),
                    storage.work());
            return new TransferServer(storage, http);
        } catch (IOException | RuntimeException | Error e) {
            storage.end().run();
            throw e;
        }
    }

    /** Memory never blocks, so its work is done where the request was read, and there is nothing to give back. */
    private static Storage inMemory(StorageChoice.InMemory choice) {
        InMemoryTransferQuery transfers = new InMemoryTransferQuery();
        transfers.putAll(choice.transfers());
        return new Storage(transfers, Runnable::run, () -> {});
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
