package org.volumetransfers.adapter.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.RouteTable.Operation;
import org.volumetransfers.adapter.http.engine.Linger;
import org.volumetransfers.adapter.http.engine.ResponseSender;
import org.volumetransfers.application.port.in.AuthenticateCaller;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferAction;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * Where a request enters: the routes, and the checks before their handlers. A handler for any Undertow, at any path prefix;
 * {@link TransferHttpServer} also answers what Undertow's parser refuses, and bounds connections.
 *
 * <p>Checks are made in the order of the contract, and the first that fails is answered: size and form of the head, path,
 * method, decoding, presence of a token, project id, token, project, roles, parameters, capacity, storage. Source:
 * {@code docs/contract.md}, section 5.
 */
public final class TransferRoutes implements HttpHandler {

    private static final HttpString UNKNOWN_METHOD = new HttpString("-");

    private final RouteTable routes;
    private final AuthenticateCaller authenticate;
    private final RequestChecks checks;
    private final Call.Server server;

    /**
     * Creates the handler.
     *
     * @param config what it needs; host, port and bounds on connections are not used. The public URL is required, and includes
     *     the path prefix that the handler is mounted at
     * @param useCases the use cases to offer
     * @throws InvalidValueException if there is no public URL
     */
    public TransferRoutes(HttpConfig config, UseCases useCases) {
        this(config, useCases, new FaultLog(unforeseen -> {}), null);
    }

    TransferRoutes(HttpConfig config, UseCases useCases, FaultLog log, @Nullable RequestObserver observer) {
        String publicUrl = config.publicUrl();
        if (publicUrl == null) {
            throw new InvalidValueException("public url", "be given, since links start with it");
        }
        this.authenticate = useCases.authenticate();
        this.routes = routes(useCases);
        this.checks = new RequestChecks(config.limits());
        this.server = new Call.Server(
                publicUrl, config.badTokenAnswer(), new ResponseSender(config.limits(), log), log, observer);
    }

    private static RouteTable routes(UseCases useCases) {
        RouteTable.Builder routes = RouteTable.builder();
        ListVolumeTransfers list = useCases.list();
        if (list != null) {
            routes.route(
                    "GET",
                    "/v2/{project_id}/os-volume-transfer",
                    new Operation("list", TransferAction.LIST, new ListVolumeTransfersHandler(list)));
        }
        return routes.build();
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
            // Undertow would answer "Head" as HEAD, without the body that its client waits for.
            exchange.setRequestMethod(UNKNOWN_METHOD);
        }
        Linger.insteadOfBody(exchange);
        Call.begin(exchange, server, handling);
    }

    private void route(Call call) {
        HttpServerExchange exchange = call.exchange();
        checks.check(exchange);
        RouteTable.Match match = routes.match(RequestChecks.path(exchange));
        if (match == null) {
            throw Fault.NOT_FOUND.refused();
        }
        // As text, since methods are case-sensitive and HttpString is not.
        Operation operation = match.operation(exchange.getRequestMethod().toString());
        if (operation == null) {
            exchange.getResponseHeaders().put(Headers.ALLOW, match.allowed());
            throw Fault.METHOD_NOT_ALLOWED.refused();
        }
        call.matched(match, operation.name());
        TransferAction action = operation.action();
        if (action == null) {
            call.decoded(QueryParameters.parse(exchange.getQueryString()));
            operation.handler().handle(call);
        } else {
            authenticate(call, action, operation.handler());
        }
    }

    private void authenticate(Call call, TransferAction action, RouteTable.Handler handler) {
        String rawProject = UrlText.decoded(call.route().parameter(RouteTable.PROJECT));
        if (rawProject == null) {
            throw Fault.MALFORMED_URL.refused();
        }
        call.decoded(QueryParameters.parse(call.exchange().getQueryString()));
        HeaderValues tokens = call.exchange().getRequestHeaders().get(ResponseHeaders.X_AUTH_TOKEN);
        if (tokens == null || tokens.stream().allMatch(String::isBlank)) {
            throw Fault.UNAUTHENTICATED.refused();
        }
        call.of(project(rawProject));
        call.await(authenticate.authenticate(token(tokens), call.project(), action), caller -> {
            call.authenticated(Objects.requireNonNull(caller, "caller"));
            handler.handle(call);
        });
    }

    private static ProjectId project(String text) {
        try {
            return new ProjectId(text);
        } catch (InvalidValueException e) {
            throw Fault.INVALID_PROJECT.refused();
        }
    }

    /** Returns the only token; with several it would be undefined which of them counts (row 4). */
    private static AuthToken token(HeaderValues tokens) {
        if (tokens.size() != 1) {
            throw Fault.UNAUTHENTICATED.refused();
        }
        try {
            return new AuthToken(tokens.getFirst().strip());
        } catch (InvalidValueException e) {
            throw Fault.UNAUTHENTICATED.refused();
        }
    }
}
