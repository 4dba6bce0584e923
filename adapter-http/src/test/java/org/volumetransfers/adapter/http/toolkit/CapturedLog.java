package org.volumetransfers.adapter.http.toolkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.volumetransfers.adapter.http.TransferHttpServer;

/** Captures the log of this module, at all levels, until it is closed. */
public final class CapturedLog extends Handler implements AutoCloseable {

    /** The time within which a fault of the same kind is not logged again. */
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final Logger logger = Logger.getLogger(TransferHttpServer.class.getPackageName());
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final long start = System.nanoTime();

    /** Begins to capture; nothing is printed meanwhile. */
    public CapturedLog() {
        logger.setLevel(Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    /** Returns the records that are visible by default. */
    public List<LogRecord> lines() {
        return records.stream()
                .filter(r -> r.getLevel().intValue() >= Level.INFO.intValue())
                .toList();
    }

    /** Checks that faults of some kinds were logged: one line for each kind, and at most one more per quiet period since. */
    public void assertKinds(int kinds) {
        long periods = 1 + (System.nanoTime() - start) / QUIET_NANOS;
        int count = lines().size();
        assertTrue(count >= kinds && count <= kinds * periods, () -> all().toString());
    }

    /** Returns the messages of all records. */
    public List<String> all() {
        return records.stream().map(LogRecord::getMessage).toList();
    }

    @Override
    public void publish(LogRecord published) {
        records.add(published);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }
}
