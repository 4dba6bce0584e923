package org.volumetransfers.bootstrap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the log from a thread of its own, so that a reader of the log that stalls delays no thread that logs.
 *
 * <p>At most {@link #CAPACITY} events wait, and as many are being written. Further ones are dropped and counted; a line at
 * their place in the log gives their number. The order of events is kept.
 *
 * <p>Not logback's {@code AsyncAppender}, which drops without counting.
 */
final class LogQueue extends UnsynchronizedAppenderBase<ILoggingEvent> {

    /** Most events that wait: some MB if each has a stack trace. */
    static final int CAPACITY = 500;

    /** Longest wait for the writer at the end of the program: it may be blocked for ever. */
    private static final long FLUSH_MILLIS = 1000;

    private final Encoder<ILoggingEvent> encoder;
    private final OutputStream target;
    private final Thread writer = new Thread(this::write, "log");

    private final Object lock = new Object();
    private List<ILoggingEvent> waiting = new ArrayList<>();
    private int dropped;
    private boolean closing;

    LogQueue(Encoder<ILoggingEvent> encoder, OutputStream target) {
        this.encoder = encoder;
        this.target = target;
    }

    @Override
    public void start() {
        writer.setDaemon(true);
        writer.start();
        super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        // Formats the message, since its arguments may change later. The caller's place in the code is not looked up.
        event.prepareForDeferredProcessing();
        synchronized (lock) {
            if (waiting.size() < CAPACITY) {
                waiting.add(event);
                lock.notifyAll();
            } else {
                dropped++;
            }
        }
    }

    /** Waits until everything has been written, for a bounded time. */
    @Override
    public void stop() {
        if (!isStarted()) {
            return;
        }
        super.stop();
        synchronized (lock) {
            closing = true;
            lock.notifyAll();
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

    /** Waits for events; none means that there will be no more. */
    private List<ILoggingEvent> next() throws InterruptedException {
        synchronized (lock) {
            while (waiting.isEmpty() && !closing) {
                lock.wait();
            }
            List<ILoggingEvent> next = waiting;
            waiting = new ArrayList<>();
            // Events are dropped only behind a full list, so this is where they would be.
            if (dropped > 0 && !next.isEmpty()) {
                next.add(noticeOf(dropped));
                dropped = 0;
            }
            return next;
        }
    }

    private void write(ILoggingEvent event) {
        try {
            target.write(encoder.encode(event));
            target.flush();
        } catch (IOException e) {
            synchronized (lock) {
                dropped++;
            }
        }
    }

    private ILoggingEvent noticeOf(int lost) {
        String name = LogQueue.class.getName();
        return new LoggingEvent(
                name,
                ((LoggerContext) getContext()).getLogger(name),
                Level.WARN,
                "{} log lines dropped",
                null,
                new Object[] {lost});
    }
}
