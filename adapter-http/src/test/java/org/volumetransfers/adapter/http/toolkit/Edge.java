package org.volumetransfers.adapter.http.toolkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.HttpConfig;
import org.volumetransfers.adapter.http.Readiness;
import org.volumetransfers.adapter.http.RequestObserver;
import org.volumetransfers.adapter.http.TransferHttpServer;
import org.volumetransfers.adapter.http.UseCases;
import org.volumetransfers.adapter.http.engine.HttpLimits;
import org.volumetransfers.application.blocking.PageWorkers;
import org.volumetransfers.application.port.in.AuthenticateCaller;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.out.PendingTransfers;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.application.service.BlockingPendingTransfers;
import org.volumetransfers.application.service.BlockingTransferPages;
import org.volumetransfers.application.service.ListVolumeTransfersService;
import org.volumetransfers.application.service.PagingRule;
import org.volumetransfers.application.service.ShowVolumeTransferService;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferQuery;

/** A real server on a free port of 127.0.0.1, and clients for it. */
public final class Edge implements AutoCloseable {

    private final TransferHttpServer server;
    private final @Nullable PageWorkers workers;

    private Edge(TransferHttpServer server, @Nullable PageWorkers workers) {
        this.server = server;
        this.workers = workers;
    }

    /** Starts a server with all defaults, which reads storage on its I/O threads. */
    public static Edge over(TransferQuery query) throws IOException {
        return with(query).start();
    }

    /**
     * Begins the setup of a server that reads pages on its I/O threads, unless {@link Setup#onWorkers} is called. If the query
     * also is a {@link TransferLookup}, the server shows single transfers, which it always looks up on its I/O threads.
     */
    public static Setup with(TransferQuery query) {
        return new Setup(query, BlockingTransferPages.direct(query));
    }

    /** Begins the setup of a server that reads storage through the asynchronous port. */
    public static Setup reading(TransferPages pages) {
        return new Setup(null, pages);
    }

    /** The parts of a server. By default, {@link KnownTokens} are valid and the documented paging rule applies. */
    public static final class Setup {

        private final @Nullable TransferQuery query;
        private TransferPages pages;
        private @Nullable PendingTransfers pending;
        private @Nullable PageWorkers workers;
        private AuthenticateCaller authenticate = new AuthenticateCallerService(new KnownTokens());
        private PagingRule v2 = PagingRule.DOCUMENTED;
        private PagingRule v3 = PagingRule.DOCUMENTED;
        private UnaryOperator<ListVolumeTransfers> decorator = UnaryOperator.identity();
        private HttpConfig config = HttpConfig.listeningOn("127.0.0.1", 0);
        private RequestObserver observer = request -> {};
        private Consumer<? super Throwable> unforeseen = failure -> {};
        private @Nullable Supplier<Readiness> readiness;

        private Setup(@Nullable TransferQuery query, TransferPages pages) {
            this.query = query;
            this.pages = pages;
            this.pending = query instanceof TransferLookup lookup ? BlockingPendingTransfers.direct(lookup) : null;
        }

        /** Verifies tokens, and permits all actions to callers with a role. */
        public Setup verifiedBy(TokenVerifier verifier) {
            return authenticatedBy(new AuthenticateCallerService(verifier));
        }

        /** Permits all actions to callers with this role. */
        public Setup requiringRole(String role) {
            return authenticatedBy(
                    new AuthenticateCallerService(new KnownTokens(), Set.of(role), Map.of(), Clock.systemUTC()));
        }

        /** Authenticates callers. */
        public Setup authenticatedBy(AuthenticateCaller caller) {
            authenticate = caller;
            return this;
        }

        /** Reads storage on workers, which the server's edge closes; their queue is long and their deadline far. */
        public Setup onWorkers(int threads) {
            return onWorkers(new PageWorkers.Limits(threads, 1000, Await.BOUND));
        }

        /** Reads storage on workers, which the server's edge closes. */
        public Setup onWorkers(PageWorkers.Limits limits) {
            workers = BlockingTransferPages.onWorkers(Objects.requireNonNull(query), limits);
            pages = workers;
            return this;
        }

        /** Reads storage on two workers, or on the I/O threads. */
        public Setup queued(boolean queued) {
            return queued ? onWorkers(2) : this;
        }

        /** Decorates the storage port. */
        public Setup decoratingPages(UnaryOperator<TransferPages> change) {
            pages = change.apply(pages);
            return this;
        }

        /** Decorates the use case. */
        public Setup decoratingList(UnaryOperator<ListVolumeTransfers> change) {
            decorator = change;
            return this;
        }

        /** Pages by a rule other than the documented one. */
        public Setup pagedBy(PagingRule rule) {
            return pagedBy(rule, rule);
        }

        /** Pages by a rule for each version of the API. */
        public Setup pagedBy(PagingRule ruleOfV2, PagingRule ruleOfV3) {
            v2 = ruleOfV2;
            v3 = ruleOfV3;
            return this;
        }

        /** Shows single transfers through the asynchronous port. */
        public Setup showing(PendingTransfers transfers) {
            pending = transfers;
            return this;
        }

        /** Observes all requests. */
        public Setup observedBy(RequestObserver requestObserver) {
            observer = requestObserver;
            return this;
        }

        /** Serves the probes. */
        public Setup probed(Supplier<Readiness> current) {
            readiness = current;
            return this;
        }

        /** Reports unforeseen failures. */
        public Setup onUnforeseen(Consumer<? super Throwable> consumer) {
            unforeseen = consumer;
            return this;
        }

        /** Changes the configuration. */
        public Setup configured(UnaryOperator<HttpConfig> change) {
            config = change.apply(config);
            return this;
        }

        /** Changes the limits. */
        public Setup limited(UnaryOperator<HttpLimits> change) {
            return configured(c -> c.withLimits(change.apply(c.limits())));
        }

        /** Cuts off clients that have read nothing for this time. */
        public Setup stallingAfter(Duration stall) {
            return limited(l -> l.withTimeouts(t -> t.withStall(t.minBytesPerSecond(), stall)));
        }

        /** Waits for this time for requests in flight when the server is closed. */
        public Setup draining(Duration drain) {
            return limited(l -> l.withTimeouts(t -> t.withDrain(drain)));
        }

        private ListVolumeTransfers list(PagingRule rule) {
            return decorator.apply(new ListVolumeTransfersService(pages, rule));
        }

        /** Starts the server. */
        public Edge start() throws IOException {
            UseCases useCases = UseCases.authenticatedBy(authenticate).withList(list(v2), list(v3));
            if (pending != null) {
                useCases = useCases.withShow(new ShowVolumeTransferService(pending));
            }
            TransferHttpServer.Builder builder = TransferHttpServer.builder(config, useCases)
                    .observer(observer)
                    .onUnforeseen(unforeseen);
            if (readiness != null) {
                builder.probes(readiness);
            }
            return new Edge(builder.start(), workers);
        }
    }

    /** Returns the server. */
    public TransferHttpServer server() {
        return server;
    }

    /** Returns the address that the server listens on. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Returns the URI of a request target. */
    public URI uri(String target) {
        return URI.create("http://127.0.0.1:" + address().getPort() + target);
    }

    /** Connects a client. */
    public RawClient client() throws IOException {
        return RawClient.to(address());
    }

    /** Connects a client from one of the loopback addresses. */
    public RawClient clientAt(String address) throws IOException {
        return RawClient.from(address, address());
    }

    /** Connects a client whose kernel buffers little, so that unread bytes stay with the server. */
    public RawClient clientWithSmallBuffer() throws IOException {
        return RawClient.withSmallBufferTo(address());
    }

    /** Sends one request on a connection of its own. */
    public RawResponse send(String request) throws IOException {
        try (RawClient client = client()) {
            return client.exchange(request);
        }
    }

    @Override
    public void close() {
        server.close();
        if (workers != null) {
            workers.close();
        }
    }
}
