package org.volumetransfers.adapter.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * The body of a request, which this call does not use. It is read and dropped before the answer goes out: a connection
 * closed over unread bytes is reset, and the reset may overtake the answer. A body that is too long or too slow is not
 * waited for; the connection is then closed after the answer.
 */
final class RequestBody implements ChannelListener<StreamSourceChannel> {

    private static final long MAX_BYTES = 1 << 20;
    private static final long MAX_MILLIS = 1000;

    private final HttpServerExchange exchange;
    private final StreamSourceChannel channel;
    private final Runnable then;
    private final XnioExecutor.Key timer;
    private long dropped;
    private boolean done;

    private RequestBody(HttpServerExchange exchange, StreamSourceChannel channel, Runnable then) {
        this.exchange = exchange;
        this.channel = channel;
        this.then = then;
        this.timer = exchange.getIoThread().executeAfter(() -> goOn(false), MAX_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Drops the body, then goes on with {@code then}; at once where there is none. On the connection's I/O thread. */
    static void drop(HttpServerExchange exchange, Runnable then) {
        if (exchange.isRequestComplete()) {
            then.run();
            return;
        }
        @Nullable StreamSourceChannel channel = exchange.getRequestChannel();
        if (channel == null || exchange.getRequestHeaders().contains(Headers.EXPECT)) {
            // Who expects 100 Continue sends nothing before an answer, and gets the final one.
            exchange.setPersistent(false);
            then.run();
            return;
        }
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            RequestBody body = new RequestBody(exchange, channel, then);
            channel.getReadSetter().set(body);
            body.handleEvent(channel);
        });
    }

    @Override
    public void handleEvent(StreamSourceChannel ready) {
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            while (!done) {
                pooled.getBuffer().clear();
                int read = channel.read(pooled.getBuffer());
                if (read < 0) {
                    goOn(true);
                } else if (read == 0) {
                    channel.resumeReads();
                    return;
                } else {
                    dropped += read;
                    if (dropped > MAX_BYTES) {
                        goOn(false);
                    }
                }
            }
        } catch (IOException e) {
            // A body that is not well-formed. The request itself was, so it has its answer.
            goOn(false);
        }
    }

    private void goOn(boolean whole) {
        if (done) {
            return;
        }
        done = true;
        timer.remove();
        channel.suspendReads();
        if (!whole) {
            exchange.setPersistent(false);
        }
        then.run();
    }
}
