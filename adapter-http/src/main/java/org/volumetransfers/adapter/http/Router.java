package org.volumetransfers.adapter.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.RouteTable.Operation;
import org.volumetransfers.adapter.http.engine.HttpLimits;
import org.volumetransfers.adapter.http.engine.Linger;
import org.volumetransfers.domain.TransferAction;

/** Calls the operation of each request, after the checks that precede it. Source: {@code docs/contract.md}, section 5. */
final class Router implements HttpHandler {

    private static final HttpString UNKNOWN_METHOD = new HttpString("-");

    private final RouteTable routes;
    private final HttpLimits limits;
    private final Call.Server server;
    private final @Nullable Authentication authentication;

    /** Creates a router; without authentication, no route may have an action. */
    Router(RouteTable routes, HttpLimits limits, Call.Server server, @Nullable Authentication authentication) {
        this.routes = routes;
        this.limits = limits;
        this.server = server;
        this.authentication = authentication;
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
            Objects.requireNonNull(authentication, "authentication").admit(call, query, action, operation.handler());
        }
    }
}
