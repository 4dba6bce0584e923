package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.SameThreadExecutor;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.http.RequestObserver.FinishedRequest;
import org.volumetransfers.adapter.http.RequestObserver.Origin;
import org.volumetransfers.adapter.http.engine.Abort;
import org.volumetransfers.adapter.http.engine.ResponseSender;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;

/**
 * One request, from its routing to the end of its response. Anything thrown while it is handled becomes a row of
 * {@link Fault}. Used on the I/O thread of its connection, outside of Undertow's call to the handler.
 */
final class Call {

    private final HttpServerExchange exchange;
    private final Server server;
    private String operation = "none";
    private RouteTable.@Nullable Match route;
    private @Nullable ProjectId project;
    private @Nullable QueryParameters query;
    private @Nullable Caller caller;
    private @Nullable Fault fault;
    private @Nullable TransferListJson body;

    private long identityNanos;
    private long storageNanos;
    private long otherNanos;
    private Phase phase = Phase.OTHER;
    private long phaseStart = System.nanoTime();

    private enum Phase {
        IDENTITY,
        STORAGE,
        OTHER
    }

    /** The state that all calls of a server share. */
    record Server(
            String publicUrl, BadTokenAnswer badToken, ResponseSender sender, FaultLog log, RequestObserver observer) {}

    private Call(HttpServerExchange exchange, Server server) {
        this.exchange = exchange;
        this.server = server;
    }

    /** Begins a call; it is handled once Undertow's call to the handler has returned. */
    static void begin(HttpServerExchange exchange, Server server, Consumer<Call> handling) {
        Call call = new Call(exchange, server);
        ResponseHeaders.put(exchange);
        ApiVersion.putDefault(exchange);
        exchange.addExchangeCompleteListener((ended, next) -> {
            call.ended();
            next.proceed();
        });
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> call.run(() -> handling.accept(call)));
    }

    HttpServerExchange exchange() {
        return exchange;
    }

    /** Records the operation and the route of the path. */
    void matched(String operationName, RouteTable.Match match) {
        operation = operationName;
        route = match;
    }

    private RouteTable.Match route() {
        return Objects.requireNonNull(route, "not routed");
    }

    /**
     * Returns a parameter of the path, decoded.
     *
     * @throws RefusedException if it cannot be decoded (row 10)
     */
    String parameter(String name) {
        return UrlText.required(route().parameter(name));
    }

    /** Returns the decoded path, without the prefix of the public URL. */
    String path() {
        return route().path().stream().map(UrlText::required).collect(Collectors.joining("/", "/", ""));
    }

    /** Records what the request asks for, before its caller is authenticated. */
    void authenticating(ProjectId id, QueryParameters parameters) {
        project = id;
        query = parameters;
        enter(Phase.IDENTITY);
    }

    void authenticated(Caller authenticated) {
        caller = authenticated;
        enter(Phase.STORAGE);
    }

    QueryParameters query() {
        return Objects.requireNonNull(query, "not authenticated");
    }

    ProjectId project() {
        return Objects.requireNonNull(project, "not authenticated");
    }

    Caller caller() {
        return Objects.requireNonNull(caller, "not authenticated");
    }

    /** Returns the links to the transfers of the project, in the version of the path. */
    TransferLinks links() {
        return new TransferLinks(server.publicUrl(), route().version(), project());
    }

    /** Continues on the I/O thread when a stage is complete; answers its failure. */
    @SuppressWarnings("FutureReturnValueIgnored") // join() throws the failure; a closed server rejects the task
    <T> void await(CompletionStage<T> stage, Consumer<T> then) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (future.isDone()) {
            then.accept(future.join());
        } else {
            future.whenComplete((value, failure) ->
                    exchange.getIoThread().execute(() -> run(() -> then.accept(future.join()))));
        }
    }

    /** Answers with a small document. */
    void answer(int status, ByteBuffer json) {
        enter(Phase.OTHER);
        exchange.setStatusCode(status);
        server.sender().sendSmall(exchange, json);
    }

    /** Answers with a listing, which has been read completely or is read on while it is sent. */
    void answer(TransferListJson listing) {
        enter(Phase.OTHER);
        body = listing;
        server.sender().send(exchange, listing, project(), caller().expiresAt());
    }

    /** Runs a part of the handling, and answers anything that it throws. */
    private void run(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | Error e) {
            fail(Fault.unwrapped(e));
        }
    }

    private void fail(Throwable cause) {
        try {
            if (exchange.isResponseStarted()) {
                server.log().responseFailed(cause, exchange);
                Abort.connectionOf(exchange);
                return;
            }
            RefusedException refusal = Fault.refusal(cause);
            server.log().answered(refusal.fault(), cause, FaultLog.label(exchange));
            refuse(refusal);
        } catch (RuntimeException | Error e) {
            Abort.connectionOf(exchange);
            throw e;
        }
    }

    private void refuse(RefusedException refusal) {
        enter(Phase.OTHER);
        BadTokenAnswer badToken = server.badToken();
        boolean isUnauthenticated = refusal.fault() == Fault.UNAUTHENTICATED;
        RefusedException refused = isUnauthenticated ? badToken.status().fault.refused() : refusal;
        Fault sent = refused.fault();
        HeaderMap headers = exchange.getResponseHeaders();
        headers.remove(ResponseHeaders.LINK);
        ResponseHeaders.putError(headers, ResponseHeaders.requestId(exchange), sent);
        if (sent == Fault.UNAUTHENTICATED) {
            headers.put(Headers.WWW_AUTHENTICATE, badToken.challenge());
        }
        fault = sent;
        exchange.setStatusCode(sent.status());
        server.sender().sendSmall(exchange, refused.body());
    }

    private void enter(Phase next) {
        long now = System.nanoTime();
        switch (phase) {
            case IDENTITY -> identityNanos += now - phaseStart;
            case STORAGE -> storageNanos += now - phaseStart;
            case OTHER -> otherNanos += now - phaseStart;
        }
        phaseStart = now;
        phase = next;
    }

    /** Reports the end of the exchange; the connection is still open if the response was sent completely. */
    private void ended() {
        enter(Phase.OTHER);
        boolean started = exchange.isResponseStarted();
        boolean headOnly = exchange.getRequestMethod().equals(Methods.HEAD);
        server.observer()
                .finished(new FinishedRequest(
                        origin(),
                        operation,
                        started ? exchange.getStatusCode() : 0,
                        fault == null ? null : fault.code(),
                        body == null || fault != null || !started || headOnly ? 0 : body.rows(),
                        exchange.getResponseBytesSent(),
                        !exchange.getConnection().isOpen(),
                        Duration.ofNanos(identityNanos),
                        Duration.ofNanos(storageNanos),
                        Duration.ofNanos(otherNanos),
                        caller));
    }

    private Origin origin() {
        InetSocketAddress peer = exchange.getSourceAddress();
        return new Origin(
                ResponseHeaders.requestId(exchange),
                exchange.getRequestMethod().toString(),
                project,
                peer == null ? null : peer.getAddress(),
                TraceParent.of(exchange));
    }
}
