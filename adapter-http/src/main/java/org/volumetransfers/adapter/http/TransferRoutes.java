package org.volumetransfers.adapter.http;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.in.AuthenticateCaller;
import org.volumetransfers.application.port.in.ListVolumeTransfers;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * The route table, and where a request enters. A handler for any Undertow; {@link TransferHttpServer} is one that also
 * answers what Undertow's parser refuses, and limits connections.
 *
 * <p>Checks come in the contract's order, and the first that fails answers: size and form of the head, path, method,
 * decoding, token present, project id, token, project, roles, parameters, capacity, storage. Source:
 * {@code docs/contract.md}, section 5.
 */
public final class TransferRoutes implements HttpHandler {

    private static final String ALLOWED_METHODS = "GET, HEAD";
    private static final HttpString UNKNOWN_METHOD = new HttpString("-");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    private final HttpLimits limits;
    private final FaultBoundary boundary;
    private final TokenGate gate;
    private final ListVolumeTransfersHandler list;

    /**
     * Puts the use cases behind their routes.
     *
     * @param authenticate finds out who asks
     * @param transfers lists transfers
     * @param storage runs the work that asks {@code transfers}: {@code Runnable::run} where storage never blocks, else a
     *     bounded pool that throws {@link java.util.concurrent.RejectedExecutionException} when it is full, which is
     *     answered 503. Not closed here
     * @param publicUrl base of all links, as in {@link HttpConfig}
     * @param badTokenAnswer how a missing or bad token is answered
     * @param limits the bounds; those on connections and on how long requests take to arrive are not applied here
     * @throws InvalidValueException when the public URL is not valid
     */
    public TransferRoutes(
            AuthenticateCaller authenticate,
            ListVolumeTransfers transfers,
            Executor storage,
            String publicUrl,
            BadTokenAnswer badTokenAnswer,
            HttpLimits limits) {
        this(authenticate, transfers, storage, publicUrl, badTokenAnswer, limits, new FaultLog(unforeseen -> {}));
    }

    TransferRoutes(
            AuthenticateCaller authenticate,
            ListVolumeTransfers transfers,
            Executor storage,
            String publicUrl,
            BadTokenAnswer badTokenAnswer,
            HttpLimits limits,
            FaultLog log) {
        ResponseWriter.Sending sending =
                new ResponseWriter.Sending(storage, limits, new AnswerMemory(limits.memory() / 2), log);
        this.limits = limits;
        this.boundary = new FaultBoundary(badTokenAnswer, sending);
        this.gate = new TokenGate(authenticate, boundary);
        this.list =
                new ListVolumeTransfersHandler(transfers, HttpConfig.base(publicUrl, "public url"), boundary, sending);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!exchange.isInIoThread()) {
            exchange.dispatch(exchange.getIoThread(), this);
            return;
        }
        HttpString method = exchange.getRequestMethod();
        if (method.equals(Methods.HEAD) && !method.toString().equals(Methods.HEAD_STRING)) {
            // Undertow would answer "Head" as HEAD, without the body that its client waits for.
            exchange.setRequestMethod(UNKNOWN_METHOD);
        }
        run(exchange, () -> {
            checkSize(exchange);
            checkForm(exchange);
            route(exchange);
        });
    }

    /** Refuses a request because of overload (row 13), without looking at it. */
    void refuse(HttpServerExchange exchange) {
        run(exchange, () -> {
            throw closing(exchange, Fault.OVERLOADED);
        });
    }

    private void run(HttpServerExchange exchange, Runnable handling) {
        ResponseHeaders.put(exchange);
        Linger.insteadOfBody(exchange);
        boundary.run(exchange, handling);
    }

    /** The sizes that the contract names; the parser's own are well above them. */
    private void checkSize(HttpServerExchange exchange) {
        int query = exchange.getQueryString().length();
        // With the question mark, which belongs to neither part.
        if (exchange.getRequestURI().length() + (query == 0 ? 0 : 1 + query) > limits.maxTargetLength()) {
            throw closing(exchange, Fault.TARGET_TOO_LONG);
        }
        long count = 0;
        long bytes = 0;
        for (HeaderValues values : exchange.getRequestHeaders()) {
            count += values.size();
            for (String value : values) {
                bytes += values.getHeaderName().length() + value.length();
            }
        }
        if (count > limits.maxHeaders() || bytes > limits.maxHeaderBytes()) {
            throw closing(exchange, Fault.HEADERS_TOO_LARGE);
        }
    }

    /** What a parser with stricter settings would have refused. */
    private static void checkForm(HttpServerExchange exchange) {
        HttpString protocol = exchange.getProtocol();
        boolean known = protocol.equals(Protocols.HTTP_1_1)
                || protocol.equals(Protocols.HTTP_1_0)
                || protocol.equals(Protocols.HTTP_2_0);
        HeaderMap headers = exchange.getRequestHeaders();
        String transferEncoding = headers.getFirst(Headers.TRANSFER_ENCODING);
        boolean chunked = exchange.isHttp11() && "chunked".equalsIgnoreCase(transferEncoding);
        boolean encoded = transferEncoding != null && (!chunked || headers.count(Headers.TRANSFER_ENCODING) > 1);
        if (!known || encoded || !hasKnownLength(headers)) {
            if (!known) {
                // The answer must not claim that odd version for itself.
                exchange.setProtocol(Protocols.HTTP_1_1);
            }
            throw closing(exchange, Fault.MALFORMED_URL);
        }
    }

    /** Undertow computes lengths modulo 2^64; 18 digits always fit. */
    private static boolean hasKnownLength(HeaderMap headers) {
        String length = headers.getFirst(Headers.CONTENT_LENGTH);
        return length == null || LENGTH.matcher(length).matches();
    }

    /** Where such a request ends is not known, so nothing more is read from its connection. */
    private static RefusedException closing(HttpServerExchange exchange, Fault fault) {
        exchange.setPersistent(false);
        return fault.refused();
    }

    private void route(HttpServerExchange exchange) {
        String rawProject = projectOfListing(path(exchange));
        if (rawProject == null) {
            throw Fault.NOT_FOUND.refused();
        }
        // As text, since methods are told apart by case and HttpString does not.
        String method = exchange.getRequestMethod().toString();
        if (!method.equals(Methods.GET_STRING) && !method.equals(Methods.HEAD_STRING)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, ALLOWED_METHODS);
            throw Fault.METHOD_NOT_ALLOWED.refused();
        }
        String decodedProject = UrlText.decoded(rawProject);
        if (decodedProject == null) {
            throw Fault.MALFORMED_URL.refused();
        }
        PageParameters parameters = PageParameters.parse(exchange.getQueryString());
        gate.requireToken(exchange);
        ProjectId project = project(decodedProject);
        gate.admit(exchange, project, caller -> list.handle(exchange, project, parameters, caller));
    }

    /** {@code /v2/{project_id}/os-volume-transfer}: the project id, not decoded; null when the path is another. */
    private static @Nullable String projectOfListing(String path) {
        int project = path.indexOf('/', 1) + 1;
        int collection = path.indexOf('/', project) + 1;
        boolean matches = path.startsWith("/")
                && project > 0
                && collection > project + 1
                && path.indexOf('/', collection) < 0
                && "v2".equals(UrlText.decoded(path.substring(1, project - 1)))
                && "os-volume-transfer".equals(UrlText.decoded(path.substring(collection)));
        return matches ? path.substring(project, collection - 1) : null;
    }

    private static ProjectId project(String text) {
        try {
            return new ProjectId(text);
        } catch (InvalidValueException e) {
            throw Fault.INVALID_PROJECT.refused();
        }
    }

    /** The path as it was sent; of an absolute request target what follows the authority. */
    private static String path(HttpServerExchange exchange) {
        String target = exchange.getRequestURI();
        if (!exchange.isHostIncludedInRequestURI()) {
            return target;
        }
        int authority = target.indexOf("//") + 2;
        int path = target.indexOf('/', authority);
        return path < 0 ? "/" : target.substring(path);
    }
}
