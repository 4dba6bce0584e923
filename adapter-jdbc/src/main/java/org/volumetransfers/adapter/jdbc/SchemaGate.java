package org.volumetransfers.adapter.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/**
 * Fails all queries before the schema is in place, and puts it in place as soon as the database can be reached. Safe for
 * any number of threads.
 */
final class SchemaGate implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SchemaGate.class.getPackageName());
    private static final long RETRY_MILLIS = 1000;

    private final SchemaMode mode;
    private final boolean deepPages;
    private final DataSource anyDatabase;
    private final DataSource primary;
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private volatile boolean open;
    private volatile @Nullable Throwable whyNot;
    private @Nullable ScheduledExecutorService retries;

    /** With deep pages, what is kept for them belongs to the schema. */
    SchemaGate(SchemaMode mode, boolean deepPages, DataSource anyDatabase, DataSource primary) {
        this.mode = mode;
        this.deepPages = deepPages;
        this.anyDatabase = anyDatabase;
        this.primary = primary;
    }

    /**
     * Tries once, and goes on trying in the background while the database is unavailable.
     *
     * @throws WrongSchemaException when trying again would not help
     */
    void start() {
        try {
            apply();
        } catch (BackendUnavailableException e) {
            LOG.log(Level.WARNING, "database unavailable, schema check deferred: " + whyNot);
            retries = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "volume-transfers-schema");
                thread.setDaemon(true);
                return thread;
            });
            scheduleRetry(retries);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nothing escapes from retry
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
     * @throws BackendUnavailableException when the database is away
     * @throws WrongSchemaException when trying again would not help
     */
    void apply() {
        try {
            switch (mode) {
                case MIGRATE -> parts().forEach(this::migrate);
                case CHECK -> parts().forEach(part -> part.apply(anyDatabase).check());
                case NONE -> {}
            }
        } catch (FlywayException e) {
            if (SqlFailures.isTrouble(e)) {
                SQLException cause = Objects.requireNonNull(SqlFailures.sqlCauseOf(e));
                whyNot = cause;
                throw SqlFailures.unavailable("schema could not be checked", cause);
            }
            throw new WrongSchemaException(String.valueOf(e.getMessage()), e);
        }
        open = true;
        opened.complete(null);
    }

    /** Up to date is up to date wherever it is seen: a replica will do while the primary is away. */
    private void migrate(Function<DataSource, TransferSchema> part) {
        try {
            part.apply(anyDatabase).check();
        } catch (FlywayException e) {
            if (SqlFailures.isTrouble(e)) {
                throw e;
            }
            part.apply(primary).migrate();
        }
    }

    private List<Function<DataSource, TransferSchema>> parts() {
        return deepPages
                ? List.of(TransferSchema::transfers, TransferSchema::milestones)
                : List.of(TransferSchema::transfers);
    }

    /** Whether the table is known to find a page quickly: a view of somebody else may take its time for each. */
    boolean isOurs() {
        return mode != SchemaMode.NONE;
    }

    /** What there is beside the table when this is open: a table of somebody else has no milestones of ours. */
    Milestones milestones() {
        return deepPages && isOurs() ? Milestones.from(Milestones.WORTHWHILE) : Milestones.none();
    }

    /**
     * Lets through whoever asks after the schema was put in place.
     *
     * @throws BackendUnavailableException before that
     */
    void requireOpen() {
        if (!open) {
            throw new BackendUnavailableException(Backend.STORAGE, "the schema is not in place yet", whyNot);
        }
    }

    CompletionStage<Void> opened() {
        return opened.minimalCompletionStage();
    }

    @Override
    public void close() {
        if (retries != null) {
            retries.shutdownNow();
        }
    }
}
