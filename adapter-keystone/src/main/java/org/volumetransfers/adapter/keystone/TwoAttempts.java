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
 * One request, and at most two attempts at it. The second follows at once where the first fails, and on a fresh connection
 * where the first has no answer yet; then the first answer of the two counts. All requests to Keystone may be repeated.
 *
 * <p>Safe for any number of threads; none waits.
 */
final class TwoAttempts {

    /** By these statuses a gateway says that it did not reach Keystone. */
    private static final Set<Integer> NOT_REACHED = Set.of(502, 503, 504);

    private final HttpClients clients;
    private final HttpRequest request;
    private final CompletableFuture<HttpResponse<byte[]>> answer = new CompletableFuture<>();
    private int running = 1;
    private boolean both;

    TwoAttempts(HttpClients clients, HttpRequest request) {
        this.clients = clients;
        this.request = request;
    }

    /** Returns the answer; fails with the failure of the last attempt. No attempt goes on when this is done. */
    CompletableFuture<HttpResponse<byte[]>> answer() {
        return answer;
    }

    /**
     * Starts the first attempt.
     *
     * @param patience how long the first attempt may have no answer until there is a second one
     * @param slots give the second attempt its place
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a timer that was cancelled has nothing more to do
    void start(Duration patience, CallSlots slots) {
        Exchange first = clients.send(request);
        follow(first);
        CompletableFuture<Void> silence =
                new CompletableFuture<Void>().completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS);
        answer.whenComplete((response, failure) -> silence.cancel(false));
        silence.thenRunAsync(() -> slots.takeSecond(answer, () -> second(first)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are dealt with inside
    private void follow(Exchange exchange) {
        answer.whenComplete((response, failure) -> exchange.answer().cancel(true));
        exchange.answer().whenComplete(this::ended);
    }

    private void second(Exchange unanswered) {
        if (!beginSecond()) {
            return;
        }
        try {
            follow(clients.sendAfresh(request, unanswered));
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    private synchronized boolean beginSecond() {
        if (both || answer.isDone()) {
            return false;
        }
        both = true;
        running++;
        return true;
    }

    private void ended(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        if (isWorthAnother(response, failure)) {
            if (beginSecond()) {
                endOfOne();
                follow(clients.send(request));
                return;
            }
            if (endOfOne() > 0) {
                return;
            }
        }
        if (failure == null) {
            answer.complete(response);
        } else {
            answer.completeExceptionally(failure);
        }
    }

    private synchronized int endOfOne() {
        return --running;
    }

    /** False for a 503 that says when to come again. */
    private static boolean isWorthAnother(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        if (response != null) {
            return NOT_REACHED.contains(response.statusCode()) && !BackOff.isAskedFor(response);
        }
        return failure instanceof IOException
                && !(failure instanceof SSLException)
                && !(failure instanceof AnswerTooLongException);
    }
}
