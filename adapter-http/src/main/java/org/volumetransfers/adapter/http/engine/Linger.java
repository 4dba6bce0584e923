package org.volumetransfers.adapter.http.engine;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListener;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Keeps a connection open for a short time after its last response, discarding inbound bytes: closing a connection with unread
 * bytes resets it, and the reset may overtake the response. Used by the connection's I/O thread only.
 */
public final class Linger implements ChannelListener<ConduitStreamSourceChannel> {

    private static final long MAX_BYTES = 1 << 20;
    private static final long MAX_MILLIS = 1000;

    private final ConduitStreamSourceChannel source;
    private final Runnable end;
    private final XnioExecutor.Key timer;
    private final ByteBuffer discarded = ByteBuffer.allocate(8192);
    private long count;
    private boolean ended;

    private Linger(StreamConnection connection, Runnable end) {
        this.source = connection.getSourceChannel();
        this.end = end;
        this.timer = connection.getIoThread().executeAfter(this::end, MAX_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Closes the connection after the response if the request has a body. Bodies are not read, so that the start of the next
     * request is unknown.
     */
    public static void insteadOfBody(HttpServerExchange exchange) {
        if (exchange.isRequestComplete()) {
            return;
        }
        exchange.setPersistent(false);
        exchange.addExchangeCompleteListener((ended, next) -> {
            if (ended.getConnection() instanceof HttpServerConnection http && http.isOpen()) {
                http.getChannel().getSourceChannel().setConduit(http.getOriginalSourceConduit());
                beforeEnd(http.getChannel(), next::proceed);
            } else {
                next.proceed();
            }
        });
    }

    /** Ends the response, discards inbound bytes, then calls {@code end} exactly once. */
    static void beforeEnd(StreamConnection connection, Runnable end) {
        Linger linger = new Linger(connection, end);
        try {
            connection.getSinkChannel().shutdownWrites();
            connection.getSinkChannel().flush();
        } catch (IOException e) {
            linger.end();
            return;
        }
        linger.source.setReadListener(linger);
        linger.source.resumeReads();
        linger.handleEvent(linger.source);
    }

    @Override
    public void handleEvent(ConduitStreamSourceChannel ready) {
        try {
            while (!ended) {
                discarded.clear();
                int read = source.read(discarded);
                if (read == 0) {
                    return;
                }
                count += read;
                if (read < 0 || count > MAX_BYTES) {
                    end();
                }
            }
        } catch (IOException e) {
            end();
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            timer.remove();
            source.suspendReads();
            end.run();
        }
    }
}
