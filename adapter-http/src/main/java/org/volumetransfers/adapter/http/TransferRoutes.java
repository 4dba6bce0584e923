package org.volumetransfers.adapter.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.RouteTable.Operation;
import org.volumetransfers.adapter.http.engine.HttpLimits;
import org.volumetransfers.adapter.http.engine.ResponseSender;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.in.ShowVolumeTransfer;
import org.volumetransfers.domain.TransferAction;
import org.volumetransfers.domain.error.InvalidConfigurationException;

/**
 * Routes requests to their handlers, and makes the checks that precede these. A handler for any Undertow server, at any path
 * prefix; {@link TransferHttpServer} also bounds connections and answers requests that Undertow's parser refuses.
 *
 * <p>Checks are made in the order of the contract, and the first that fails is answered: size and form of the head, path,
 * method, decoding, presence of a token, project id, token, access rules, project, roles, version, parameters, capacity, storage. Source:
 * {@code docs/contract.md}, section 5.
 */
public final class TransferRoutes implements HttpHandler {

    private static final String COLLECTION = '/' + RouteTable.PROJECT + "/os-volume-transfer";

    private final Router router;

    /** Creates a handler without an observer, otherwise as {@link #TransferRoutes(HttpConfig, UseCases, RequestObserver)}. */
    public TransferRoutes(HttpConfig config, UseCases useCases) {
        this(config, useCases, request -> {});
    }

    /**
     * Creates a handler.
     *
     * @param config the configuration; host, port and bounds on connections are not used. The public URL is required, and
     *     includes the path prefix that the handler is mounted at
     * @param useCases the use cases to offer, at least one
     * @param observer called at the end of each request that the handler has been called for
     * @throws InvalidConfigurationException if there is no public URL
     * @throws IllegalArgumentException if no use case is offered
     */
    public TransferRoutes(HttpConfig config, UseCases useCases, RequestObserver observer) {
        this(config, useCases, observer, new FaultLog(unforeseen -> {}), new RouteTable());
    }

    /** Creates a handler that also serves the given routes. */
    TransferRoutes(HttpConfig config, UseCases useCases, RequestObserver observer, FaultLog log, RouteTable routes) {
        Objects.requireNonNull(observer, "observer");
        String publicUrl = Objects.requireNonNull(config, "config").publicUrl();
        if (publicUrl == null) {
            throw new InvalidConfigurationException("public url", "be given, since links start with it");
        }
        Objects.requireNonNull(useCases, "useCases");
        addRoutes(routes, publicUrl, useCases);
        HttpLimits limits = config.limits();
        Call.Server server = new Call.Server(
                publicUrl, config.badTokenAnswer(), new ResponseSender(limits, log), log, log.guarding(observer));
        this.router = new Router(routes, limits, server, new Authentication(useCases.authenticate()));
    }

    private static void addRoutes(RouteTable routes, String publicUrl, UseCases useCases) {
        new VersionDocuments(publicUrl).addTo(routes);
        addList(routes, "/v2", useCases.listV2());
        addList(routes, "/v3", useCases.listV3());
        ShowVolumeTransfer show = useCases.show();
        if (useCases.listV2() == null && show == null) {
            throw new IllegalArgumentException("no use case is offered; add one, such as UseCases.withList");
        }
        if (show != null) {
            Operation operation = new Operation("show", TransferAction.GET, new ShowVolumeTransferHandler(show));
            // The link "bookmark" of a transfer has no version.
            for (String version : List.of("/v2", "/v3", "")) {
                routes.route("GET", version + COLLECTION + '/' + RouteTable.TRANSFER, operation);
            }
        }
    }

    private static void addList(RouteTable routes, String version, @Nullable ListVolumeTransfers list) {
        if (list != null) {
            ListVolumeTransfersHandler summaries = new ListVolumeTransfersHandler(list, false);
            ListVolumeTransfersHandler details = new ListVolumeTransfersHandler(list, true);
            routes.route("GET", version + COLLECTION, new Operation("list", TransferAction.LIST, summaries))
                    .route(
                            "GET",
                            version + COLLECTION + "/detail",
                            new Operation("detail", TransferAction.LIST, details));
        }
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        router.handleRequest(exchange);
    }

    /** Refuses a request because of overload (row 13), without examining it. */
    void refuse(HttpServerExchange exchange) {
        router.refuse(exchange);
    }
}
