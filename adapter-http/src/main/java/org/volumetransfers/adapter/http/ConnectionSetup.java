package org.volumetransfers.adapter.http;

import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptingChannel;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * What happens to a connection that was just accepted: handed to HTTP, or told 503 where there are too many or the server
 * is closing.
 */
final class ConnectionSetup {

    /** Connections that are being told 503; more than these are reset without an answer. */
    private static final int MAX_LINGERING = 256;

    private static final Logger LOG = System.getLogger(ConnectionSetup.class.getPackageName());

    private final AtomicInteger lingering = new AtomicInteger();
    private final Connections connections;
    private final HttpOpenListener http;
    private final int maxHeaders;
    private final FaultLog log;

    ConnectionSetup(Connections connections, HttpOpenListener http, int maxHeaders, FaultLog log) {
        this.connections = connections;
        this.http = http;
        this.maxHeaders = maxHeaders;
        this.log = log;
    }

    /** Takes in one connection that waits. */
    void accept(AcceptingChannel<StreamConnection> acceptor) {
        try {
            StreamConnection connection = acceptor.accept();
            if (connection != null) {
                opened(connection);
            }
        } catch (ClosedChannelException e) {
            LOG.log(Level.DEBUG, "a connection came while the server was closing");
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a connection could not be accepted", e);
        }
    }

    private void opened(StreamConnection connection) {
        ConduitStreamSourceChannel source = connection.getSourceChannel();
        ConduitStreamSinkChannel sink = connection.getSinkChannel();
        InboundBytes inbound = new InboundBytes(source.getConduit());
        if (!connections.admit(connection, inbound)) {
            refuse(connection);
            return;
        }
        source.setConduit(inbound);
        sink.setConduit(new ParserRefusal(sink.getConduit(), inbound, maxHeaders));
        http.handleEvent(connection);
    }

    private void refuse(StreamConnection connection) {
        if (!connections.isOver()) {
            log.tooManyConnections();
        }
        if (lingering.incrementAndGet() > MAX_LINGERING) {
            lingering.decrementAndGet();
            Abort.reset(connection);
            return;
        }
        connection.getCloseSetter().set(closed -> lingering.decrementAndGet());
        ByteBuffer answer = ReadyAnswer.closing(Fault.OVERLOADED, ResponseHeaders.freshRequestId(), true);
        try {
            // A fresh connection's send buffer takes these few hundred bytes at once.
            connection.getSinkChannel().write(answer);
            Linger.beforeEnd(connection, () -> IoUtils.safeClose(connection));
        } catch (IOException | RejectedExecutionException e) {
            // The client has gone, or this thread is ending with the server.
            IoUtils.safeClose(connection);
        }
    }
}
