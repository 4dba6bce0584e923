package org.volumetransfers.adapter.http;

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
 * Holds a connection open for a moment between its last answer and its end, dropping what the client still sends: a
 * connection closed over unread bytes is reset, and the reset may overtake the answer. Used by the connection's I/O
 * thread only.
 */
final class Linger implements ChannelListener<ConduitStreamSourceChannel> {

    private static final long MAX_BYTES = 1 << 20;
    private static final long MAX_MILLIS = 1000;
    private static final int BUFFER_BYTES = 8192;

    private final ConduitStreamSourceChannel source;
    private final Runnable end;
    private final XnioExecutor.Key timer;
    private final ByteBuffer dropped = ByteBuffer.allocate(BUFFER_BYTES);
    private long count;
    private boolean ended;

    private Linger(StreamConnection connection, Runnable end) {
        this.source = connection.getSourceChannel();
        this.end = end;
        this.timer = connection.getIoThread().executeAfter(this::end, MAX_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Has the connection closed after the answer if the request has a body: this call uses none, so none is read, and
     * where the next request starts is then not known.
     */
    static void insteadOfBody(HttpServerExchange exchange) {
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

    /** Sends the end of what was answered, drops what comes, then calls {@code end}, exactly once. */
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
                dropped.clear();
                int read = source.read(dropped);
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
