package org.volumetransfers.adapter.http.engine;

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

/** Hands accepted connections to the HTTP parser, or refuses them if there are too many or the server is closing. */
final class ConnectionSetup {

    /** The most connections that are being refused at a time; further ones are reset without a response. */
    private static final int MAX_LINGERING = 256;

    private static final Logger LOG = System.getLogger(ConnectionSetup.class.getPackageName());

    private final AtomicInteger lingering = new AtomicInteger();
    private final Connections connections;
    private final HttpOpenListener http;
    private final int maxHeaders;
    private final List<HeadMemory> heads;
    private final EngineEvents events;
    private final Refusals refusals;

    /**
     * Creates a setup.
     *
     * @param heads the memory of each I/O thread, by its number
     */
    ConnectionSetup(
            Connections connections,
            List<HeadMemory> heads,
            HttpOpenListener http,
            int maxHeaders,
            Refusals refusals,
            EngineEvents events) {
        this.connections = connections;
        this.heads = heads;
        this.http = http;
        this.maxHeaders = maxHeaders;
        this.refusals = refusals;
        this.events = events;
    }

    /** Accepts one waiting connection. */
    void accept(AcceptingChannel<StreamConnection> acceptor) {
        try {
            StreamConnection connection = acceptor.accept();
            if (connection == null) {
                return;
            }
            try {
                open(connection);
            } catch (RuntimeException | Error e) {
                events.serverFailed("a connection could not be set up", e);
                Abort.reset(connection);
            }
        } catch (ClosedChannelException e) {
            LOG.log(Level.DEBUG, "a connection arrived while the server was closing");
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a connection could not be accepted", e);
        }
    }

    private void open(StreamConnection connection) {
        ConduitStreamSourceChannel source = connection.getSourceChannel();
        ConduitStreamSinkChannel sink = connection.getSinkChannel();
        HeadMemory memory = heads.get(connection.getIoThread().getNumber());
        InboundBytes inbound = new InboundBytes(source.getConduit(), memory, () -> Abort.reset(connection));
        if (!connections.admit(connection, inbound)) {
            refuse(connection);
            return;
        }
        source.setConduit(inbound);
        sink.setConduit(new ParserRefusal(sink.getConduit(), inbound, maxHeaders, refusals));
        http.handleEvent(connection);
    }

    private void refuse(StreamConnection connection) {
        if (!connections.isOver()) {
            events.connectionRefused();
        }
        if (lingering.incrementAndGet() > MAX_LINGERING) {
            lingering.decrementAndGet();
            Abort.reset(connection);
            return;
        }
        connection.getCloseSetter().set(closed -> lingering.decrementAndGet());
        ByteBuffer response = refusals.response(Refusals.Cause.OVERLOADED, true);
        try {
            // These few hundred bytes always fit into the send buffer of a new connection.
            connection.getSinkChannel().write(response);
            Linger.beforeEnd(connection, () -> IoUtils.safeClose(connection));
        } catch (IOException | RejectedExecutionException e) {
            // The client has closed the connection, or this thread is ending with the server.
            IoUtils.safeClose(connection);
        }
    }
}
