package org.volumetransfers.adapter.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/**
 * Fails all queries until the schema is in place, and puts it in place as soon as the database can be reached. Safe for use by
 * multiple threads.
 */
final class SchemaGate {

    private static final Logger LOG = System.getLogger(SchemaGate.class.getPackageName());
    private static final long RETRY_MILLIS = 1000;

    private final SchemaMode mode;
    private final TransferSchema anywhere;
    private final TransferSchema onPrimary;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private volatile boolean open;
    private volatile @Nullable Throwable reason;
    private @Nullable ScheduledExecutorService retries;

    /**
     * Creates a closed gate.
     *
     * @param anywhere any host of the database, which may be a replica
     * @param primary the host that can be changed
     */
    SchemaGate(SchemaMode mode, TransferTable table, DataSource anywhere, DataSource primary) {
        this.mode = mode;
        this.anywhere = new TransferSchema(anywhere, table);
        this.onPrimary = new TransferSchema(primary, table);
    }

    /**
     * Tries once, and continues in the background while the database is unavailable.
     *
     * @throws WrongSchemaException if trying again would not help
     */
    void start() {
        try {
            apply();
        } catch (BackendUnavailableException e) {
            LOG.log(Level.WARNING, "database unavailable, schema check deferred: " + reason);
            retries = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "volume-transfers-schema");
                thread.setDaemon(true);
                return thread;
            });
            scheduleRetry(retries);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // retry catches everything
    private void scheduleRetry(ScheduledExecutorService scheduler) {
        scheduler.schedule(() -> retry(scheduler), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void retry(ScheduledExecutorService scheduler) {
        try {
            apply();
            LOG.log(Level.INFO, "database available, schema in place");
            scheduler.shutdown();
        } catch (BackendUnavailableException e) {
            if (!scheduler.isShutdown()) {
                scheduleRetry(scheduler);
            }
        } catch (RuntimeException | Error e) {
            opened.completeExceptionally(e);
            scheduler.shutdown();
        }
    }

    /**
     * Tries once.
     *
     * @throws BackendUnavailableException if the database is unavailable
     * @throws WrongSchemaException if trying again would not help
     */
    void apply() {
        try {
            switch (mode) {
                case MIGRATE -> migrate();
                case CHECK -> anywhere.check();
                case NONE -> {}
            }
        } catch (FlywayException e) {
            if (SqlFailures.isTransient(e)) {
                reason = Objects.requireNonNull(SqlFailures.sqlCauseOf(e));
                throw SqlFailures.unavailable("schema could not be checked", e);
            }
            throw new WrongSchemaException(String.valueOf(e.getMessage()), e);
        }
        open = true;
        opened.complete(null);
    }

    /**
     * Migrates only if needed, so that a replica suffices while the primary is unavailable. If that fails, an older schema
     * that has all that is needed will do, since the role may not be permitted to change it.
     */
    private void migrate() {
        try {
            if (anywhere.check()) {
                return;
            }
        } catch (FlywayException e) {
            if (SqlFailures.isTransient(e)) {
                throw e;
            }
            onPrimary.migrate();
            return;
        }
        try {
            onPrimary.migrate();
        } catch (FlywayException e) {
            LOG.log(
                    Level.WARNING,
                    "serving on an older schema; to update it, migrate once as its owner: "
                            + SqlFailures.serverMessage(e));
        }
    }

    /**
     * Returns if the schema is in place.
     *
     * @throws BackendUnavailableException otherwise
     */
    void requireOpen() {
        if (!open) {
            throw new BackendUnavailableException(Backend.STORAGE, "the schema is not in place yet", reason);
        }
    }

    CompletionStage<Void> opened() {
        return opened.minimalCompletionStage();
    }

    /** Ends the attempts. */
    void close() {
        if (retries != null) {
            retries.shutdownNow();
        }
    }
}
