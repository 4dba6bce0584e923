package org.volumetransfers.adapter.http;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.adapter.http.toolkit.RawClient;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.application.service.ListVolumeTransfersService;
import org.volumetransfers.application.service.PagingRule;

/** A host's own Undertow server on a free port of 127.0.0.1, and {@link TransferRoutes} for it. */
final class EmbeddedEdge implements AutoCloseable {

    static final HttpConfig CONFIG = HttpConfig.listeningOn("127.0.0.1", 0).withPublicUrl("https://evs.example.com/");

    private final Undertow undertow;

    private EmbeddedEdge(Undertow undertow) {
        this.undertow = undertow;
    }

    /** Starts a server with a handler. */
    static EmbeddedEdge of(HttpHandler handler) {
        return of(Undertow.builder().setHandler(handler));
    }

    /** Starts a server that has everything but a listener. */
    static EmbeddedEdge of(Undertow.Builder builder) {
        Undertow undertow = builder.addHttpListener(0, "127.0.0.1").build();
        undertow.start();
        return new EmbeddedEdge(undertow);
    }

    /** Returns routes with {@link KnownTokens}. */
    static TransferRoutes routes(TransferPages pages) {
        return new TransferRoutes(CONFIG, useCases(new KnownTokens(), pages));
    }

    static UseCases useCases(TokenVerifier verifier, TransferPages pages) {
        return UseCases.authenticatedBy(new AuthenticateCallerService(verifier))
                .withList(new ListVolumeTransfersService(pages, PagingRule.DOCUMENTED));
    }

    InetSocketAddress address() {
        return (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    }

    RawClient client() throws IOException {
        return RawClient.to(address());
    }

    @Override
    public void close() {
        undertow.stop();
    }
}
