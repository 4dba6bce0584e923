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

    private final HttpServerExchange exchange;
    private final StreamSinkChannel channel;
    private final boolean persistent;
    private final @Nullable PartReader rest;
    private final ResponseSender sender;
    private final @Nullable Object owner;
    private final ResponseDeadline deadline;

    private ByteBuffer part;
    private boolean countsAsUnread;
    /** Whether this response waits for its reader; events at other times belong to other responses. */
    private boolean waiting;

    private boolean ended;
    private XnioExecutor.@Nullable Key timer;

    /**
     * Creates a writer.
     *
     * @param rest the parts after the first; null if there are none
     * @param owner the owner of unread bytes; null for a response that is not counted
     */
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
        this.rest = rest == null ? null : new PartReader(rest, sender.timeouts.stall(), exchange.getIoThread(), this);
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
                rest.readNext();
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
        if (rest == null && owner != null && !countsAsUnread) {
            countsAsUnread = true;
            sender.memory.leaveUnread(exchange, owner, part.remaining());
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

    void take(ByteBuffer next) {
        long now = System.nanoTime();
        deadline.resume(now);
        String reason = deadline.reasonToEnd(now);
        part = next;
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

    void fail(Throwable cause) {
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
