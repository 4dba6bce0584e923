package org.volumetransfers.adapter.http;

import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ConduitStreamSinkChannel;
import org.xnio.conduits.ConduitStreamSourceChannel;

/** What happens to a connection that was just accepted: handed to HTTP, or, when there are too many, 503. */
final class ConnectionSetup {

    private static final long LINGER_MILLIS = 1000;
    private static final int LINGER_BYTES = 4096;

    private final Connections connections;
    private final HttpOpenListener http;

    ConnectionSetup(Connections connections, HttpOpenListener http) {
        this.connections = connections;
        this.http = http;
    }

    void opened(StreamConnection connection) {
        ConduitStreamSourceChannel source = connection.getSourceChannel();
        ConduitStreamSinkChannel sink = connection.getSinkChannel();
        InboundBytes inbound = new InboundBytes(source.getConduit());
        if (!connections.admit(connection, inbound)) {
            refuse(connection, source, sink);
            return;
        }
        source.setConduit(inbound);
        sink.setConduit(new ParserRefusal(sink.getConduit(), inbound));
        http.handleEvent(connection);
    }

    /** Answers, then reads off what comes for a moment: closing over unread bytes would reset the answer away. */
    private static void refuse(
            StreamConnection connection, ConduitStreamSourceChannel source, ConduitStreamSinkChannel sink) {
        XnioExecutor.Key close = connection
                .getIoThread()
                .executeAfter(() -> IoUtils.safeClose(connection), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        connection.getCloseSetter().set(closed -> close.remove());
        ByteBuffer answer = ReadyAnswer.closing(Fault.OVERLOADED, ResponseHeaders.freshRequestId(), true);
        try {
            // A fresh connection's send buffer takes these few hundred bytes at once.
            sink.write(answer);
            sink.shutdownWrites();
            sink.flush();
        } catch (IOException e) {
            IoUtils.safeClose(connection);
            return;
        }
        ByteBuffer dropped = ByteBuffer.allocate(LINGER_BYTES);
        ChannelListener<ConduitStreamSourceChannel> dropping = channel -> {
            try {
                int read;
                do {
                    dropped.clear();
                    read = channel.read(dropped);
                } while (read > 0);
                if (read < 0) {
                    IoUtils.safeClose(connection);
                }
            } catch (IOException e) {
                IoUtils.safeClose(connection);
            }
        };
        source.setReadListener(dropping);
        source.resumeReads();
    }
}
