package org.volumetransfers.adapter.http.engine;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;

/**
 * Writes one response, on the connection's I/O thread only. The next part is read when the previous one has been written, so
 * that a slow reader occupies memory for one part and no thread. A reader that is too slow is cut off.
 *
 * <p>Once the head of a response has been sent, a failure can only be signalled by a reset, see {@link Abort}.
 */
final class ResponseWriter implements ChannelListener<StreamSinkChannel> {

    private static final long RETRY_MILLIS = 50;

    private final HttpServerExchange exchange;
    private final StreamSinkChannel channel;
    private final boolean persistent;
    private final @Nullable ResponseParts rest;
    private final ResponseSender sender;
    private final ResponseDeadline deadline;

    private ByteBuffer part;
    /** The owner of the unread bytes, until they are counted; null if they are not to be counted. */
    private @Nullable Object owner;
    /** Whether this response waits for its reader; events at other times belong to other responses. */
    private boolean waiting;

    private boolean ended;
    private XnioExecutor.@Nullable Key timer;

    /** Creates a writer of the first part, and of the rest if there are further parts. */
    ResponseWriter(
            HttpServerExchange exchange,
            ByteBuffer first,
            @Nullable ResponseParts rest,
            ResponseSender sender,
            @Nullable Object owner,
            @Nullable Instant expiresAt) {
        this.exchange = exchange;
        this.channel = exchange.getResponseChannel();
        // Restored when the response has ended. If a persistent connection breaks before, Undertow awaits the next
        // request on it with a timer, which keeps it in memory.
        this.persistent = exchange.isPersistent();
        exchange.setPersistent(false);
        this.sender = sender;
        this.owner = owner;
        this.deadline = new ResponseDeadline(sender.timeouts, expiresAt, System.nanoTime());
        this.part = first;
        this.rest = rest;
    }

    void start() {
        channel.getWriteSetter().set(this);
        proceed();
    }

    /**
     * Continues when the connection is writable. A late event may belong to the previous response on the same connection, when
     * this one does not wait.
     */
    @Override
    public void handleEvent(StreamSinkChannel ready) {
        if (waiting) {
            proceed();
        }
    }

    private void proceed() {
        waiting = false;
        try {
            while (part.hasRemaining()) {
                int written = channel.write(part);
                if (written == 0) {
                    awaitReader();
                    return;
                }
                deadline.progress(written, System.nanoTime());
            }
            if (rest == null || !rest.hasNext()) {
                finish();
            } else {
                channel.suspendWrites();
                stopTimer();
                readNext(rest, System.nanoTime());
            }
        } catch (IOException e) {
            cutOff(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void finish() throws IOException {
        exchange.setPersistent(persistent);
        channel.shutdownWrites();
        if (channel.flush()) {
            channel.suspendWrites();
            stopTimer();
            ended = true;
            exchange.endExchange();
        } else {
            awaitReader();
        }
    }

    private void awaitReader() {
        long now = System.nanoTime();
        String reason = deadline.reasonToEnd(now);
        if (reason != null) {
            cutOff(reason);
            return;
        }
        waiting = true;
        if (rest == null && owner != null) {
            sender.memory.leaveUnread(exchange, owner, part.remaining());
            owner = null;
        }
        channel.resumeWrites();
        if (timer == null) {
            timer = exchange.getIoThread()
                    .executeAfter(this::check, deadline.nanosToNextCheck(now), TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Tries to write, which detects even small progress of the reader: the connection counts as writable only when a third of
     * its send buffer is free.
     */
    private void check() {
        timer = null;
        if (waiting) {
            proceed();
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.remove();
            timer = null;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are handled, and a closed server needs none
    private void readNext(ResponseParts parts, long since) {
        try {
            // Always through the queue of the I/O thread: parts that are complete already must not nest.
            parts.next()
                    .whenComplete((next, failure) -> exchange.getIoThread().execute(() -> {
                        if (failure == null) {
                            take(next);
                        } else {
                            retry(parts, failure, since);
                        }
                    }));
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Reads the part again after a temporary failure, for as long as a client may stall. */
    private void retry(ResponseParts parts, Throwable failure, long since) {
        if (parts.isTemporary(failure)
                && System.nanoTime() - since < sender.timeouts.stall().toNanos()) {
            exchange.getIoThread().executeAfter(() -> readNext(parts, since), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            fail(failure);
        }
    }

    private void take(ByteBuffer next) {
        long now = System.nanoTime();
        deadline.resume(now);
        part = next;
        String reason = deadline.reasonToEnd(now);
        if (reason == null) {
            proceed();
        } else {
            cutOff(reason);
        }
    }

    private void cutOff(String reason) {
        if (!ended) {
            sender.events.clientCutOff(reason, exchange);
            end();
        }
    }

    private void fail(Throwable cause) {
        if (!ended) {
            sender.events.responseFailed(cause, exchange);
            end();
        }
    }

    /** Called at most once, because the connection may belong to the next response afterwards. */
    private void end() {
        ended = true;
        waiting = false;
        stopTimer();
        Abort.connectionOf(exchange);
    }
}
