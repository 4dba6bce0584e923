package org.volumetransfers.bootstrap.logging;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.volumetransfers.adapter.http.RequestObserver;

/** Logs finished requests, including refused ones: one event each, with everything that is known but no token. */
public final class AccessLog implements RequestObserver {

    /** The name of the logger, which {@link LogSetup} directs to standard output. */
    static final String LOGGER = "access";

    private static final String NONE = "-";
    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final int interval;
    private final AtomicLong requests = new AtomicLong();

    /** Logs one of {@code interval} requests, beginning with the first. */
    public AccessLog(int interval) {
        this.interval = interval;
    }

    @Override
    public void finished(FinishedRequest request) {
        if (requests.getAndIncrement() % interval != 0) {
            return;
        }
        Origin origin = request.origin();
        LoggingEventBuilder event = LOG.atInfo()
                .addKeyValue("request", origin.id())
                .addKeyValue("operation", request.operation())
                .addKeyValue(
                        "project",
                        origin.project() == null ? NONE : origin.project().value())
                .addKeyValue("status", request.status())
                .addKeyValue("code", request.code() == null ? NONE : request.code())
                .addKeyValue("rows", request.rows())
                .addKeyValue("bytes", request.bytes())
                .addKeyValue("aborted", request.aborted())
                .addKeyValue("identity_us", micros(request.identity()))
                .addKeyValue("storage_us", micros(request.storage()))
                .addKeyValue("writing_us", micros(request.writing()))
                .addKeyValue("client", address(origin.client()));
        if (origin.traceParent() != null) {
            event = event.addKeyValue("traceparent", origin.traceParent());
        }
        event.log(origin.method());
    }

    private static long micros(Duration time) {
        return time.toNanos() / 1000;
    }

    private static String address(@Nullable InetAddress client) {
        return client == null ? NONE : client.getHostAddress();
    }
}
