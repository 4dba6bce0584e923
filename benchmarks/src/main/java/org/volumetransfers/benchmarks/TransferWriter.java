package org.volumetransfers.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Inserts transfers into the large project, half of them at its end and the others anywhere, and accepts or deletes as many
 * of those loaded, without a pause. Has a thread and a connection of its own until closed.
 */
final class TransferWriter implements AutoCloseable {

    private static final int BATCH = 10;

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong written = new AtomicLong();
    private final CompletableFuture<Void> writing;

    private TransferWriter(String url, String insert, String end) {
        writing = CompletableFuture.runAsync(() -> write(url, insert, end));
    }

    /**
     * Starts to write.
     *
     * @param name name of the inserted transfers
     * @param loaded number of transfers loaded by {@link Rows}
     */
    static TransferWriter start(String url, String name, int loaded) {
        String random = Rows.FIRST_CREATED_AT + " + ceil(random() * " + loaded + ") * interval '1 second'";
        String batch = " from generate_series(1, " + BATCH + ") n";
        String insert = "insert into volume_transfer (project_id, id, volume_id, name, created_at) select '"
                + Rows.DEEP_PROJECT + "', gen_random_uuid(), gen_random_uuid(), '" + name
                + "', case when n % 2 = 0 then now() else " + random + " end" + batch;
        String end = "update volume_transfer set status = case when random() < 0.5 then 'accepted' else 'deleted' end"
                + " where project_id = '" + Rows.DEEP_PROJECT
                + "' and status = 'pending' and created_at = any (array(select " + random + batch + "))";
        return new TransferWriter(url, insert, end);
    }

    /** Returns how many transfers have been inserted, accepted and deleted so far. */
    long written() {
        return written.get();
    }

    private void write(String url, String insert, String end) {
        try (Connection connection = DriverManager.getConnection(url, Postgres.USER, "");
                Statement statement = connection.createStatement()) {
            while (!stopped.get()) {
                written.addAndGet(statement.executeUpdate(insert));
                written.addAndGet(statement.executeUpdate(end));
            }
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    /** Stops to write; fails if writing has failed. */
    @Override
    public void close() {
        stopped.set(true);
        writing.join();
    }
}
