package org.volumetransfers.adapter.keystone;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.adapter.keystone.HttpClients.Exchange;

/**
 * One request and at most two attempts at it. The second is made at once if the first fails, and over a fresh connection if
 * the first has no response yet; the first response then wins. Every request to Keystone can safely be repeated.
 */
@SuppressWarnings("FutureReturnValueIgnored") // every outcome is handled in the stages
final class TwoAttempts {

    /** With these statuses a gateway reports that it did not reach Keystone. */
    private static final Set<Integer> NOT_REACHED = Set.of(502, 503, 504);

    private final HttpClients clients;
    private final HttpRequest request;
    private final CompletableFuture<HttpResponse<byte[]>> answer = new CompletableFuture<>();
    private boolean both;
    private int ended;

    TwoAttempts(HttpClients clients, HttpRequest request) {
        this.clients = clients;
        this.request = request;
    }

    /** Returns the response; fails as the last attempt did. Completing it cancels what is still in flight. */
    CompletableFuture<HttpResponse<byte[]>> answer() {
        return answer;
    }

    /** Makes the first attempt, and a second one if there is no response after the delay and as soon as there is a slot. */
    void start(Duration delay, CallSlots slots) {
        Exchange first = clients.send(request, null);
        follow(first);
        CompletableFuture<Void> silence =
                new CompletableFuture<Void>().completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
        answer.whenComplete((response, failure) -> silence.cancel(false));
        silence.thenRun(() -> slots.takeSecond(answer, () -> second(first)));
    }

    private void follow(Exchange exchange) {
        answer.whenComplete((response, failure) -> exchange.response().cancel(true));
        exchange.response().whenComplete(this::ended);
    }

    /** Makes the second attempt, over a fresh connection if the first has no response; returns false if there is one. */
    private boolean second(@Nullable Exchange unanswered) {
        synchronized (this) {
            if (both || answer.isDone()) {
                return false;
            }
            both = true;
        }
        try {
            follow(clients.send(request, unanswered));
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
        return true;
    }

    private void ended(@Nullable HttpResponse<byte[]> response, @Nullable Throwable thrown) {
        synchronized (this) {
            ended++;
        }
        @Nullable Throwable failure = thrown == null ? null : ioException(thrown);
        if (isWorthRepeating(response, failure) && (second(null) || isAnotherInFlight())) {
            return;
        }
        IdentityFailures.complete(answer, response, failure);
    }

    /** The HTTP client reports some malformed responses as a NumberFormatException, for example. */
    private static Throwable ioException(Throwable thrown) {
        Throwable failure = IdentityFailures.unwrap(thrown);
        return failure instanceof RuntimeException ? new IOException("the response cannot be read") : failure;
    }

    private synchronized boolean isAnotherInFlight() {
        return both && ended < 2;
    }

    /** Returns false for a 503 that says when to come back. */
    private static boolean isWorthRepeating(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        if (response != null) {
            return NOT_REACHED.contains(response.statusCode()) && !BackOff.isRequestedBy(response);
        }
        return failure instanceof IOException
                && !(failure instanceof SSLException)
                && !(failure instanceof LimitedBody.TooLongException);
    }
}
