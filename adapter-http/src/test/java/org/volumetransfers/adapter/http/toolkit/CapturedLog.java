package org.volumetransfers.adapter.http.toolkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.volumetransfers.adapter.http.TransferHttpServer;

/** Captures the log of this module, at all levels, until it is closed. */
public final class CapturedLog extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger(TransferHttpServer.class.getPackageName());
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

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
