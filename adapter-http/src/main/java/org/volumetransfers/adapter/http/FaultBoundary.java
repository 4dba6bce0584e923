package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import org.volumetransfers.domain.error.TransferException;

/** Where everything that is thrown while a request is handled becomes a row of {@link Fault}. */
final class FaultBoundary {

    private final Fault badToken;
    private final String challenge;
    private final ResponseWriter.Sending sending;

    FaultBoundary(BadTokenAnswer badTokenAnswer, ResponseWriter.Sending sending) {
        this.badToken = switch (badTokenAnswer.status()) {
            case UNAUTHORIZED_401 -> Fault.UNAUTHENTICATED;
            case BAD_REQUEST_400 -> Fault.INVALID_TOKEN;
        };
        this.challenge = badTokenAnswer.challenge();
        this.sending = sending;
    }

    /** A part of the handling, made safe: to be run on any thread, now or later. */
    Runnable around(HttpServerExchange exchange, Runnable part) {
        return () -> run(exchange, part);
    }

    /** Runs a part of the handling, and answers whatever it throws. */
    void run(HttpServerExchange exchange, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | Error e) {
            fail(exchange, e);
        }
    }

    /** Answers what was thrown. On any thread. */
    void fail(HttpServerExchange exchange, Throwable thrown) {
        if (exchange.isInIoThread()) {
            refuse(exchange, thrown);
        } else {
            IoThreads.hand(exchange.getIoThread(), () -> refuse(exchange, thrown));
        }
    }

    private void refuse(HttpServerExchange exchange, Throwable thrown) {
        Throwable cause = withoutCompletion(thrown);
        try {
            String requestId = ResponseHeaders.requestId(exchange);
            if (exchange.isResponseStarted()) {
                sending.log().cut(cause, requestId);
                Abort.connectionOf(exchange);
                return;
            }
            Fault fault = row(cause);
            sending.log().answered(fault, cause, requestId);
            answer(exchange, fault);
        } catch (RuntimeException | Error e) {
            Abort.connectionOf(exchange);
            throw e;
        }
    }

    /** What a stage failed with; each stage that depends on another may have wrapped it once more. */
    private static Throwable withoutCompletion(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private Fault row(Throwable cause) {
        Fault fault = Fault.INTERNAL;
        if (cause instanceof RefusedException refused) {
            fault = refused.fault();
        } else if (cause instanceof TransferException error) {
            fault = Fault.of(error);
        }
        return fault == Fault.UNAUTHENTICATED ? badToken : fault;
    }

    private void answer(HttpServerExchange exchange, Fault fault) {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.remove(ResponseHeaders.LINK);
        headers.put(ResponseHeaders.X_COMPUTE_REQUEST_ID, ResponseHeaders.requestId(exchange));
        if (fault.isTemporary()) {
            headers.put(Headers.RETRY_AFTER, ResponseHeaders.retryAfterSeconds());
        }
        if (fault == Fault.UNAUTHENTICATED) {
            headers.put(Headers.WWW_AUTHENTICATE, challenge);
        }
        exchange.setStatusCode(fault.status());
        ResponseWriter.sendRefusal(exchange, sending, ByteBuffer.wrap(fault.body()));
    }
}
