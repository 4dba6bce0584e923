package org.volumetransfers.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the log from its own thread, so that a stalled reader of the log delays no thread that logs.
 *
 * <p>At most a given number of events wait, and as many are being written; their order is kept. Further events are dropped,
 * and a line in their place gives their number. Logback's {@code AsyncAppender} drops events without counting them.
 */
final class LogQueue extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /** Maximum number of waiting events of the log: some MB if each has a stack trace. */
    static final int CAPACITY = 500;

    /** Maximum number of waiting events of the access log, which are small. */
    static final int ACCESS_CAPACITY = 10_000;

    /** Maximum time to flush at shutdown: the writer may be blocked forever. */
    private static final long FLUSH_MILLIS = 1000;

    private final LogFormat format;
    private final OutputStream target;
    private final int capacity;
    private final Thread writer = new Thread(this::write, "log");

    private List<ILoggingEvent> waiting = new ArrayList<>();
    private int dropped;

    LogQueue(LogFormat format, OutputStream target, int capacity) {
        this.format = format;
        this.target = target;
        this.capacity = capacity;
    }

    @Override
    public void start() {
        super.start();
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        // Formats the message, since its arguments may change later.
        event.prepareForDeferredProcessing();
        add(event);
    }

    private synchronized void add(ILoggingEvent event) {
        if (waiting.size() < capacity) {
            waiting.add(event);
            notifyAll();
        } else {
            dropped++;
        }
    }

    /** Waits until all events have been written, for a bounded time. */
    @Override
    public void stop() {
        synchronized (this) {
            super.stop();
            notifyAll();
        }
        try {
            writer.join(FLUSH_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            for (List<ILoggingEvent> batch = next(); !batch.isEmpty(); batch = next()) {
                batch.forEach(this::write);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for events, and returns none after the last one. */
    private synchronized List<ILoggingEvent> next() throws InterruptedException {
        while (waiting.isEmpty() && isStarted()) {
            wait();
        }
        List<ILoggingEvent> next = waiting;
        waiting = new ArrayList<>();
        // Events are dropped only behind a full list, so this is their place.
        if (dropped > 0 && !next.isEmpty()) {
            next.add(notice(dropped));
            dropped = 0;
        }
        return next;
    }

    private void write(ILoggingEvent event) {
        try {
            target.write(format.format(event).getBytes(StandardCharsets.UTF_8));
            target.flush();
        } catch (IOException e) {
            synchronized (this) {
                dropped++;
            }
        }
    }

    private ILoggingEvent notice(int count) {
        String name = LogQueue.class.getName();
        LoggerContext context = (LoggerContext) getContext();
        return new LoggingEvent(
                name, context.getLogger(name), Level.WARN, "{} log lines dropped", null, new Object[] {count});
    }
}
