package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.SameThreadExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.volumetransfers.application.port.in.AuthenticateCaller;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.InvalidValueException;

/** Admits callers with a valid token of the project in {@code X-Auth-Token}. No thread waits for the answer. */
final class TokenGate {

    private final AuthenticateCaller authenticate;
    private final FaultBoundary boundary;

    TokenGate(AuthenticateCaller authenticate, FaultBoundary boundary) {
        this.authenticate = authenticate;
        this.boundary = boundary;
    }

    /**
     * Checks that there is a token at all, whatever it is worth.
     *
     * @throws RefusedException when there is none, or nothing but blanks (row 3)
     */
    void requireToken(HttpServerExchange exchange) {
        HeaderValues values = exchange.getRequestHeaders().get(ResponseHeaders.X_AUTH_TOKEN);
        if (values == null || values.stream().allMatch(String::isBlank)) {
            throw Fault.UNAUTHENTICATED.refused();
        }
    }

    /**
     * Hands the caller to {@code admitted}, on the connection's I/O thread, when the token is valid, belongs to the project
     * and carries the roles; otherwise answers rows 4, 6, 7, 8 or 15.
     */
    void admit(HttpServerExchange exchange, ProjectId project, Consumer<Caller> admitted) {
        CompletableFuture<Caller> caller =
                authenticate.authenticate(token(exchange), project).toCompletableFuture();
        if (caller.isDone()) {
            admitted.accept(caller.join());
            return;
        }
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> goOnWhenKnown(exchange, caller, admitted));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are dealt with inside
    private void goOnWhenKnown(
            HttpServerExchange exchange, CompletableFuture<Caller> caller, Consumer<Caller> admitted) {
        caller.whenComplete((known, failure) -> IoThreads.hand(exchange.getIoThread(), boundary.around(exchange, () -> {
            if (failure != null) {
                throw new CompletionException(failure);
            }
            admitted.accept(known);
        })));
    }

    /** The one token; two headers would leave open which of them counts (row 4). */
    private static AuthToken token(HttpServerExchange exchange) {
        HeaderValues values = exchange.getRequestHeaders().get(ResponseHeaders.X_AUTH_TOKEN);
        if (values.size() != 1) {
            throw Fault.UNAUTHENTICATED.refused();
        }
        try {
            return new AuthToken(values.getFirst().strip());
        } catch (InvalidValueException e) {
            throw Fault.UNAUTHENTICATED.refused();
        }
    }
}
