package org.volumetransfers.adapter.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.volumetransfers.application.port.in.AuthenticateCaller;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.application.service.ListVolumeTransfersService;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.domain.TransferQuery;

/** A real server on a free port over fakes, and the ways to ask it. */
final class Edge implements AutoCloseable {

    private final TransferHttpServer server;

    private Edge(TransferHttpServer server) {
        this.server = server;
    }

    /** A server with everything as it is by default, reading storage directly. */
    static Edge over(TransferQuery query) throws IOException {
        return with(query).start();
    }

    static Setup with(TransferQuery query) {
        return new Setup(query);
    }

    /** What a server is made of. */
    static final class Setup {

        private final ListVolumeTransfers transfers;
        private AuthenticateCaller authenticate = new AuthenticateCallerService(new KnownTokens());
        private Executor storage = Runnable::run;
        private HttpConfig config = HttpConfig.listeningOn("127.0.0.1", 0);

        private Setup(TransferQuery query) {
            this.transfers = new ListVolumeTransfersService(query, PagingRule.DOCUMENTED);
        }

        Setup verifiedBy(TokenVerifier verifier) {
            return authenticatedBy(new AuthenticateCallerService(verifier));
        }

        Setup acceptingRole(String role) {
            return authenticatedBy(new AuthenticateCallerService(new KnownTokens(), Set.of(role)));
        }

        Setup authenticatedBy(AuthenticateCaller caller) {
            authenticate = caller;
            return this;
        }

        Setup storedOn(Executor executor) {
            storage = executor;
            return this;
        }

        Setup configured(UnaryOperator<HttpConfig> change) {
            config = change.apply(config);
            return this;
        }

        Setup limited(UnaryOperator<HttpLimits> change) {
            return configured(c -> c.withLimits(change.apply(c.limits())));
        }

        /** Cuts off readers that take nothing for so long. */
        Setup stallingAfter(Duration stall) {
            return limited(l -> l.withTimeouts(t -> t.withStall(t.minBytesPerSecond(), stall)));
        }

        /** Waits so long for requests in flight when it closes. */
        Setup draining(Duration drain) {
            return limited(l -> l.withTimeouts(t -> t.withDrain(drain)));
        }

        Edge start() throws IOException {
            return new Edge(TransferHttpServer.start(config, authenticate, transfers, storage));
        }
    }

    TransferHttpServer server() {
        return server;
    }

    InetSocketAddress address() {
        return server.address();
    }

    URI uri(String target) {
        return URI.create("http://127.0.0.1:" + address().getPort() + target);
    }

    RawClient client() throws IOException {
        return RawClient.to(address());
    }

    /** A client that connects from this address of the machine itself. */
    RawClient clientAt(String address) throws IOException {
        return RawClient.from(address, address());
    }

    RawClient clientWithSmallBuffer() throws IOException {
        return RawClient.withSmallBufferTo(address());
    }

    /** One request on a connection of its own. */
    RawAnswer ask(String request) throws IOException {
        try (RawClient client = client()) {
            return client.send(request).answer();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
