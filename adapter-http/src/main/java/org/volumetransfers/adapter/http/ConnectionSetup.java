package org.volumetransfers.adapter.http;

import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptingChannel;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * Sets up connections that were just accepted: hands them to HTTP, or answers 503 where there are too many or the server
 * is closing.
 */
final class ConnectionSetup {

    /** Connections that are being answered 503; more than these are reset without an answer. */
    private static final int MAX_LINGERING = 256;

    private static final Logger LOG = System.getLogger(ConnectionSetup.class.getPackageName());

    private final AtomicInteger lingering = new AtomicInteger();
    private final Connections connections;
    private final HttpOpenListener http;
    private final int maxHeaders;
    private final List<HeadMemory> heads;
    private final FaultLog log;

    /**
     * Sets up connections.
     *
     * @param heads the memory of each I/O thread, by its number
     */
    ConnectionSetup(
            Connections connections, List<HeadMemory> heads, HttpOpenListener http, int maxHeaders, FaultLog log) {
        this.connections = connections;
        this.heads = heads;
        this.http = http;
        this.maxHeaders = maxHeaders;
        this.log = log;
    }

    /** Accepts one waiting connection. */
    void accept(AcceptingChannel<StreamConnection> acceptor) {
        try {
            StreamConnection connection = acceptor.accept();
            if (connection != null) {
                open(connection);
            }
        } catch (ClosedChannelException e) {
            LOG.log(Level.DEBUG, "a connection came while the server was closing");
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a connection could not be accepted", e);
        }
    }

    private void open(StreamConnection connection) {
        try {
            opened(connection);
        } catch (RuntimeException | Error e) {
            log.failed("a connection could not be set up", e, "no request");
            Abort.reset(connection);
        }
    }

    private void opened(StreamConnection connection) {
        ConduitStreamSourceChannel source = connection.getSourceChannel();
        ConduitStreamSinkChannel sink = connection.getSinkChannel();
        HeadMemory memory = heads.get(connection.getIoThread().getNumber());
        InboundBytes inbound = new InboundBytes(source.getConduit(), memory, () -> Abort.reset(connection));
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
