package org.volumetransfers.adapter.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.RouteTable.Operation;
import org.volumetransfers.adapter.http.engine.HttpLimits;
import org.volumetransfers.adapter.http.engine.Linger;
import org.volumetransfers.adapter.http.engine.ResponseSender;
import org.volumetransfers.application.port.in.AuthenticateCaller;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.application.port.in.ShowVolumeTransfer;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferAction;
import org.volumetransfers.domain.error.InvalidConfigurationException;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * Routes requests to their handlers, and makes the checks that precede these. A handler for any Undertow server, at any path
 * prefix; {@link TransferHttpServer} also bounds connections and answers requests that Undertow's parser refuses.
 *
 * <p>Checks are made in the order of the contract, and the first that fails is answered: size and form of the head, path,
 * method, decoding, presence of a token, project id, token, project, roles, version, parameters, capacity, storage. Source:
 * {@code docs/contract.md}, section 5.
 */
public final class TransferRoutes implements HttpHandler {

    private static final HttpString UNKNOWN_METHOD = new HttpString("-");

    private static final String COLLECTION = '/' + RouteTable.PROJECT + "/os-volume-transfer";

    private final RouteTable routes;
    private final AuthenticateCaller authenticate;
    private final HttpLimits limits;
    private final Call.Server server;

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
        this(config, useCases, observer, new FaultLog(unforeseen -> {}));
    }

    TransferRoutes(HttpConfig config, UseCases useCases, RequestObserver observer, FaultLog log) {
        Objects.requireNonNull(observer, "observer");
        String publicUrl = Objects.requireNonNull(config, "config").publicUrl();
        if (publicUrl == null) {
            throw new InvalidConfigurationException("public url", "be given, since links start with it");
        }
        this.authenticate = Objects.requireNonNull(useCases, "useCases").authenticate();
        this.routes = routes(publicUrl, useCases);
        this.limits = config.limits();
        this.server = new Call.Server(
                publicUrl, config.badTokenAnswer(), new ResponseSender(limits, log), log, log.guarding(observer));
    }

    private static RouteTable routes(String publicUrl, UseCases useCases) {
        RouteTable routes = new RouteTable();
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
        return routes;
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
        begin(exchange, this::route);
    }

    /** Refuses a request because of overload (row 13), without examining it. */
    void refuse(HttpServerExchange exchange) {
        begin(exchange, call -> {
            throw RequestChecks.closing(exchange, Fault.OVERLOADED);
        });
    }

    private void begin(HttpServerExchange exchange, Consumer<Call> handling) {
        if (!exchange.isInIoThread()) {
            exchange.dispatch(exchange.getIoThread(), () -> begin(exchange, handling));
            return;
        }
        HttpString method = exchange.getRequestMethod();
        if (method.equals(Methods.HEAD) && !method.toString().equals(Methods.HEAD_STRING)) {
            // Undertow would answer "Head" as HEAD, without the body that its client expects.
            exchange.setRequestMethod(UNKNOWN_METHOD);
        }
        Linger.insteadOfBody(exchange);
        Call.begin(exchange, server, handling);
    }

    private void route(Call call) {
        HttpServerExchange exchange = call.exchange();
        RequestChecks.check(exchange, limits);
        RouteTable.Match match = routes.match(RequestChecks.path(exchange));
        if (match == null) {
            throw Fault.NOT_FOUND.refused();
        }
        // As text, because methods are case-sensitive and HttpString is not.
        Operation operation = match.operations().get(exchange.getRequestMethod().toString());
        if (operation == null) {
            exchange.getResponseHeaders().put(Headers.ALLOW, match.allowed());
            throw Fault.METHOD_NOT_ALLOWED.refused();
        }
        call.matched(operation.name(), match);
        match.path().forEach(UrlText::required);
        QueryParameters query = new QueryParameters(exchange.getQueryString());
        TransferAction action = operation.action();
        if (action == null) {
            operation.handler().handle(call);
        } else {
            authenticate(call, query, action, operation.handler());
        }
    }

    private void authenticate(Call call, QueryParameters query, TransferAction action, RouteTable.Handler handler) {
        HeaderMap headers = call.exchange().getRequestHeaders();
        HeaderValues tokens = headers.get(ResponseHeaders.X_AUTH_TOKEN);
        if (tokens == null || areBlank(tokens)) {
            throw Fault.UNAUTHENTICATED.refused();
        }
        call.authenticating(valid(ProjectId::new, call.parameter(RouteTable.PROJECT), Fault.INVALID_PROJECT), query);
        if (tokens.size() != 1) {
            // Which one of several counts would be undefined (row 4).
            throw Fault.UNAUTHENTICATED.refused();
        }
        AuthToken token = valid(AuthToken::new, tokens.getFirst().strip(), Fault.UNAUTHENTICATED);
        call.await(authenticate.authenticate(token, call.project(), action), caller -> {
            call.authenticated(Objects.requireNonNull(caller, "caller"));
            ApiVersion.negotiate(call.exchange());
            handler.handle(call);
        });
    }

    private static boolean areBlank(HeaderValues values) {
        for (String value : values) {
            if (!value.isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static <T> T valid(Function<String, T> constructor, String text, Fault otherwise) {
        try {
            return constructor.apply(text);
        } catch (InvalidValueException e) {
            throw otherwise.refused();
        }
    }
}
