package org.volumetransfers.adapter.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.channels.StreamSinkChannel;

/**
 * Sends one answer. The connection is only touched on its I/O thread, storage is only read by the storage executor, and
 * neither waits for the other: the next part is read when the one before has gone out, so a slow reader holds one part
 * in memory and no thread. A reader that takes nothing for too long is cut off.
 *
 * <p>Once the head of an answer is out, a failure can only be told by breaking the connection, see {@link Abort}.
 */
final class ResponseWriter implements ChannelListener<StreamSinkChannel> {

    /** How long to wait before asking again for a place in a full storage queue, amid an answer. */
    private static final long RETRY_MILLIS = 50;

    private final HttpServerExchange exchange;
    private final XnioIoThread io;
    private final StreamSinkChannel channel;
    private final @Nullable Parts parts;
    private final Executor storage;
    private final Duration stallTimeout;
    private final FaultLog log;

    private ByteBuffer part;
    private boolean last;
    private long progress = System.nanoTime();
    private XnioExecutor.@Nullable Key stallTimer;

    /** What is still to be sent, read on demand. */
    interface Parts {

        /** Whether {@link #next} has more. */
        boolean hasNext();

        /** The next bytes. May block on storage. */
        ByteBuffer next();
    }

    /** What every answer is sent with. */
    record Sending(Executor storage, Duration queueTimeout, Duration stallTimeout, FaultLog log) {}

    private ResponseWriter(HttpServerExchange exchange, Sending sending, ByteBuffer first, @Nullable Parts rest) {
        this.exchange = exchange;
        this.io = exchange.getIoThread();
        this.channel = exchange.getResponseChannel();
        this.storage = sending.storage();
        this.stallTimeout = sending.stallTimeout();
        this.log = sending.log();
        this.part = first;
        this.parts = rest;
        this.last = rest == null;
    }

    /** Sends an answer that is all there, with its length. On the connection's I/O thread. */
    static void sendWhole(HttpServerExchange exchange, Sending sending, ByteBuffer body) {
        exchange.setResponseContentLength(body.remaining());
        start(exchange, sending, body, null);
    }

    /** Sends an answer whose length is not known yet. On the connection's I/O thread. */
    static void sendInParts(HttpServerExchange exchange, Sending sending, ByteBuffer first, Parts rest) {
        if (exchange.isHttp11()) {
            // Undertow would not chunk on a connection that is to be closed, and a cut answer would look whole.
            exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, Headers.CHUNKED.toString());
        }
        boolean headOnly = exchange.getRequestMethod().equals(Methods.HEAD);
        start(exchange, sending, first, headOnly ? null : rest);
    }

    private static void start(HttpServerExchange exchange, Sending sending, ByteBuffer first, @Nullable Parts rest) {
        ResponseWriter writer = new ResponseWriter(exchange, sending, first, rest);
        writer.channel.getWriteSetter().set(writer);
        writer.handleEvent(writer.channel);
    }

    @Override
    public void handleEvent(StreamSinkChannel ready) {
        try {
            while (part.hasRemaining()) {
                if (channel.write(part) == 0) {
                    waitUntilWritable();
                    return;
                }
                progress = System.nanoTime();
            }
            if (last) {
                finish();
            } else {
                channel.suspendWrites();
                stopTimer();
                readNext();
            }
        } catch (IOException e) {
            stopTimer();
            log.clientGone(String.valueOf(e.getMessage()), ResponseHeaders.requestId(exchange));
            Abort.connectionOf(exchange);
        } catch (RuntimeException | Error e) {
            cut(e);
        }
    }

    private void finish() throws IOException {
        channel.shutdownWrites();
        if (channel.flush()) {
            channel.suspendWrites();
            stopTimer();
            exchange.endExchange();
        } else {
            waitUntilWritable();
        }
    }

    private void waitUntilWritable() {
        channel.resumeWrites();
        if (stallTimer == null) {
            stallTimer = io.executeAfter(this::cutIfStalled, stallTimeout.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void cutIfStalled() {
        long left = stallTimeout.toNanos() - (System.nanoTime() - progress);
        if (left > 0) {
            stallTimer = io.executeAfter(this::cutIfStalled, left, TimeUnit.NANOSECONDS);
        } else {
            log.clientGone("it read nothing for too long", ResponseHeaders.requestId(exchange));
            Abort.connectionOf(exchange);
        }
    }

    private void stopTimer() {
        if (stallTimer != null) {
            stallTimer.remove();
            stallTimer = null;
        }
    }

    /**
     * Has the next part read; by another thread where storage blocks, hence by a task on the I/O thread taken over. Where
     * no worker is free, the answer waits for as long as it would wait for its reader.
     */
    private void readNext() {
        Parts rest = Objects.requireNonNull(parts);
        try {
            QueuedWork.hand(storage, io, stallTimeout, () -> read(rest), this::cutAsOverloaded);
        } catch (RejectedExecutionException e) {
            if (System.nanoTime() - progress > stallTimeout.toNanos()) {
                cutAsOverloaded();
            } else {
                io.executeAfter(this::readNext, RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (RuntimeException | Error e) {
            cut(e);
        }
    }

    private void read(Parts rest) {
        try {
            ByteBuffer next = rest.next();
            boolean isLast = !rest.hasNext();
            IoThreads.hand(io, () -> take(next, isLast));
        } catch (RuntimeException | Error e) {
            IoThreads.hand(io, () -> cut(e));
        }
    }

    private void take(ByteBuffer next, boolean isLast) {
        part = next;
        last = isLast;
        progress = System.nanoTime();
        handleEvent(channel);
    }

    private void cutAsOverloaded() {
        cut(Fault.OVERLOADED.refused());
    }

    private void cut(Throwable cause) {
        stopTimer();
        log.cut(cause, ResponseHeaders.requestId(exchange));
        Abort.connectionOf(exchange);
    }
}
