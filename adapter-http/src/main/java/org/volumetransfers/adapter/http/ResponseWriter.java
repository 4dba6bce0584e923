package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.ProjectId;
import org.xnio.ChannelListener;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;

/**
 * Sends one answer. The connection is only touched on its I/O thread, storage is only read by the storage executor, and
 * neither waits for the other: the next part is read when the one before has gone out, so a slow reader holds one part
 * in memory and no thread. A reader that is too slow is cut off.
 *
 * <p>Once the head of an answer is out, a failure can only be shown by breaking the connection, see {@link Abort}.
 */
final class ResponseWriter implements ChannelListener<StreamSinkChannel> {

    private final HttpServerExchange exchange;
    private final StreamSinkChannel channel;
    private final boolean persistent;
    private final @Nullable PartReader rest;
    private final Sending sending;
    private final @Nullable ProjectId project;
    private final AnswerDeadline deadline;

    private PartReader.Part part;
    private boolean isLeft;
    /** Whether this answer waits for its reader; an event that comes otherwise is meant for another answer. */
    private boolean waiting;

    private boolean ended;
    private XnioExecutor.@Nullable Key timer;

    /** What every answer is sent with. */
    record Sending(Executor storage, HttpLimits limits, AnswerMemory memory, FaultLog log) {}

    private ResponseWriter(
            HttpServerExchange exchange,
            Sending sending,
            ByteBuffer first,
            PartReader.@Nullable Parts rest,
            @Nullable ProjectId project,
            @Nullable Instant expiresAt) {
        this.exchange = exchange;
        this.channel = exchange.getResponseChannel();
        // Until the answer has ended: Undertow would await the next request on a connection that breaks meanwhile, with
        // a
        // timer that holds it in memory.
        this.persistent = exchange.isPersistent();
        exchange.setPersistent(false);
        this.sending = sending;
        this.project = project;
        this.deadline = new AnswerDeadline(sending.limits().timeouts(), expiresAt, System.nanoTime());
        this.part = new PartReader.Part(first, rest == null);
        this.rest = rest == null ? null : new PartReader(rest, sending, exchange.getIoThread(), this::take, this::cut);
    }

    /** Sends the body of a refusal, with its length. On the connection's I/O thread. */
    static void sendRefusal(HttpServerExchange exchange, Sending sending, ByteBuffer body) {
        exchange.setResponseContentLength(body.remaining());
        start(new ResponseWriter(exchange, sending, body, null, null, null));
    }

    /**
     * Sends an answer: with its length where the first part is all of it, else part by part. On the connection's I/O
     * thread.
     *
     * @param project whose transfers it holds
     * @param expiresAt when the caller's token expires, or null
     * @throws RefusedException when there is no memory for it; nothing has been sent then
     */
    static void send(
            HttpServerExchange exchange,
            Sending sending,
            ByteBuffer first,
            PartReader.Parts rest,
            ProjectId project,
            @Nullable Instant expiresAt) {
        if (!exchange.getConnection().isOpen()) {
            sending.log().clientGone("it closed the connection", ResponseHeaders.requestId(exchange));
            return;
        }
        if (!rest.hasNext()) {
            sending.memory().requireSome(project);
            exchange.setResponseContentLength(first.remaining());
            start(new ResponseWriter(exchange, sending, first, null, project, expiresAt));
            return;
        }
        boolean headOnly = exchange.getRequestMethod().equals(Methods.HEAD);
        if (!headOnly) {
            sending.memory().takeForLongAnswer(exchange, project);
        }
        if (exchange.isHttp11()) {
            // Undertow would not chunk on a connection that is to be closed, and a cut answer would look whole.
            exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, Headers.CHUNKED.toString());
        }
        start(new ResponseWriter(exchange, sending, first, headOnly ? null : rest, project, expiresAt));
    }

    private static void start(ResponseWriter writer) {
        writer.channel.getWriteSetter().set(writer);
        writer.proceed();
    }

    /**
     * Goes on when the connection can take more. An event may be late, and reach this answer although it was meant for the
     * one before on the same connection: then nothing waits.
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
            while (part.bytes().hasRemaining()) {
                int written = channel.write(part.bytes());
                if (written == 0) {
                    awaitReader();
                    return;
                }
                deadline.took(written, System.nanoTime());
            }
            if (rest == null || part.isLast()) {
                finish();
            } else {
                channel.suspendWrites();
                stopTimer();
                rest.readNext();
            }
        } catch (IOException e) {
            cutOff(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            cut(e);
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
        if (rest == null && project != null && !isLeft) {
            isLeft = true;
            sending.memory().leave(exchange, project, part.bytes().remaining());
        }
        channel.resumeWrites();
        if (timer == null) {
            timer = exchange.getIoThread()
                    .executeAfter(this::look, deadline.nanosToNextLook(now), TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Tries to write: a connection counts as writable only when a third of its send buffer is free, while an attempt
     * shows each byte that the reader has taken.
     */
    private void look() {
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

    private void take(PartReader.Part next) {
        long now = System.nanoTime();
        deadline.begin(now);
        String reason = deadline.reasonToEnd(now);
        part = next;
        if (reason == null) {
            proceed();
        } else {
            cutOff(reason);
        }
    }

    private void cutOff(String why) {
        if (!ended) {
            sending.log().clientGone(why, ResponseHeaders.requestId(exchange));
            end();
        }
    }

    private void cut(Throwable cause) {
        if (!ended) {
            sending.log().cut(cause, ResponseHeaders.requestId(exchange));
            end();
        }
    }

    /** At most once: afterwards the connection may belong to the next answer. */
    private void end() {
        ended = true;
        waiting = false;
        stopTimer();
        Abort.connectionOf(exchange);
    }
}
