package org.volumetransfers.adapter.jdbc;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.blocking.PageWorkers;
import org.volumetransfers.application.blocking.PageWorkers.Limits;
import org.volumetransfers.application.port.out.PendingTransfers;
import org.volumetransfers.application.port.out.TransferPages;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.InvalidConfigurationException;

/**
 * Transfers in PostgreSQL: the entry point of this module. Safe for use by multiple threads; to be closed by the caller that
 * opened it.
 *
 * <p>Storage opens even if the database is unavailable: until it is available, and its schema is as {@link SchemaMode}
 * demands, every query fails at once with {@link BackendUnavailableException}. Nothing has to be restarted.
 */
public final class JdbcStorage implements AutoCloseable {

    private final DataSource primary;
    private final TransferTable table;
    private final SchemaGate schema;
    private final Reads reads;
    private final JdbcTransferQuery query;
    private final JdbcTransferLookup lookup;
    private final PageWorkers pages;
    private final @Nullable ConnectionPool pool;

    private record Settings(TransferTable table, StatementTimeout timeout, Limits limits) {}

    private JdbcStorage(
            Connections database,
            DataSource anywhere,
            DataSource primary,
            SchemaMode mode,
            Settings with,
            @Nullable ConnectionPool pool) {
        this.primary = primary;
        this.table = with.table();
        this.schema = new SchemaGate(mode, table, anywhere, primary);
        this.reads = new Reads(schema, database, with.limits().threads(), with.timeout());
        this.lookup = new JdbcTransferLookup(reads, table);
        this.query = new JdbcTransferQuery(reads, table);
        this.pool = pool;
        schema.start();
        // A view or table that is maintained by others may take long for each page, and would delay those read with it.
        int batch = mode == SchemaMode.NONE ? 1 : JdbcTransferQuery.MAX_BATCH;
        this.pages = new PageWorkers(with.limits(), batch, query::read);
    }

    /**
     * Opens storage on a pool of its own. Returns when the schema is in place, or when a first attempt has shown that the
     * database is unavailable; the attempt is then repeated in the background. Takes one connection at a time until the
     * schema is in place, and afterwards as many as are used at the same time, up to the size of the pool.
     *
     * @param config how to reach the database
     * @param mode what to do about the schema
     * @return the open storage
     * @throws WrongSchemaException if the database is available, but its schema is wrong and cannot be corrected
     */
    public static JdbcStorage open(JdbcConfig config, SchemaMode mode) {
        ConnectionPool pool = new ConnectionPool(config);
        try {
            Settings settings = new Settings(
                    new TransferTable(config.schemaName()),
                    StatementTimeout.of(config.statementTimeout()),
                    new Limits(config.poolSize(), config.queueSize(), config.queueDeadline()));
            DataSource primary = DriverDatabase.primary(config);
            return new JdbcStorage(pool, DriverDatabase.any(config), primary, mode, settings, pool);
        } catch (RuntimeException | Error e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Opens storage on 10 connections of a host application, with the queue and schema name of {@link JdbcConfig#to}.
     *
     * @param lent as for {@link #using(DataSource, SchemaMode, Duration, Limits, String)}
     * @param mode what to do about the schema
     * @param statementTimeout how long a query may run before it is cancelled
     * @return the open storage
     */
    public static JdbcStorage using(DataSource lent, SchemaMode mode, Duration statementTimeout) {
        Limits limits = new Limits(10, JdbcConfig.QUEUE_SIZE, JdbcConfig.QUEUE_DEADLINE);
        return using(lent, mode, statementTimeout, limits, null);
    }

    /**
     * Opens storage on the connections of a host application, which remain open when it is closed. Takes one at a time to
     * check or migrate the schema, so that a pool of one connection suffices. The waits of the connections should be
     * bounded: see {@link JdbcConfig} for the bounds of a pool of its own.
     *
     * <p>All connections must be in auto-commit mode, and thus part of no transaction of the host application: others are
     * rejected with {@link IllegalStateException} before anything is executed on them, here and by queries and imports.
     *
     * @param lent gives PostgreSQL connections in auto-commit mode: the pool itself, not a transaction-aware proxy around it
     * @param mode what to do about the schema
     * @param statementTimeout how long a query may run before it is cancelled, 1 ms to 1 day; rounded up to whole seconds if
     *     the connections do not unwrap to those of the driver
     * @param limits the bounds for {@link #pages}: at most as many threads as there are connections
     * @param schemaName the PostgreSQL schema that holds the table, as in {@link JdbcConfig}; null for the search path
     * @return the open storage
     * @throws InvalidConfigurationException if the time-out or the schema name is out of bounds
     * @throws IllegalStateException if the connections are not in auto-commit mode
     * @throws WrongSchemaException as {@link #open} does
     */
    public static JdbcStorage using(
            DataSource lent, SchemaMode mode, Duration statementTimeout, Limits limits, @Nullable String schemaName) {
        Settings settings = new Settings(new TransferTable(schemaName), StatementTimeout.of(statementTimeout), limits);
        return new JdbcStorage(() -> Connections.inAutoCommit(lent), lent, lent, mode, settings, null);
    }

    /**
     * Returns the storage port of the use cases. Pages are read on one thread per connection, with the queue limit and
     * deadline of the configuration. Pages of a schema that is checked or migrated here share a round trip if several are
     * queued; if the data of one cannot be read, only that one fails.
     *
     * @return the port, until this storage is closed
     */
    public TransferPages pages() {
        return pages;
    }

    /**
     * Returns the storage port of the use cases that need a single transfer, until this storage is closed. Runs on the
     * threads of {@link #pages}, in turn with them.
     */
    public PendingTransfers pending() {
        return (project, id) -> pages.read(project, () -> lookup.find(project, id));
    }

    /**
     * Returns the paging query port, until this storage is closed. Blocks the calling thread, for at most the configured
     * time-outs.
     */
    public TransferQuery transfers() {
        return query;
    }

    /**
     * Returns the lookup port, until this storage is closed. Blocks the calling thread, for at most the configured
     * time-outs.
     */
    public TransferLookup lookup() {
        return lookup;
    }

    /**
     * Starts an import: one transaction on the primary, on a connection outside of the pool unless connections are lent.
     *
     * @return the import, to be closed by the caller
     * @throws BackendUnavailableException if the database is unavailable
     * @throws WrongSchemaException if the table is missing, or the role may not use it
     * @throws IllegalStateException if the connections are lent and not in auto-commit mode; nothing was executed then
     */
    public JdbcTransferImport startImport() {
        schema.requireOpen();
        return JdbcTransferImport.start(primary, table);
    }

    /**
     * Starts an import without opening storage. Does not wait for a database that is unavailable.
     *
     * @param config how to reach the database; its pool and queue are not used
     * @param mode what to do about the schema
     * @return the import, to be closed by the caller
     * @throws BackendUnavailableException if the database is unavailable
     * @throws WrongSchemaException if the schema is wrong and cannot be corrected, or the role may not use the table
     */
    public static JdbcTransferImport startImport(JdbcConfig config, SchemaMode mode) {
        DriverDatabase primary = DriverDatabase.primary(config);
        TransferTable table = new TransferTable(config.schemaName());
        new SchemaGate(mode, table, primary, primary).apply();
        return JdbcTransferImport.start(primary, table);
    }

    /**
     * Returns the state of the schema, which matters if the database was unavailable when this storage was opened.
     *
     * @return completed when the schema is in place; fails with {@link WrongSchemaException} if it turned out to be wrong
     */
    public CompletionStage<Void> schemaInPlace() {
        return schema.opened();
    }

    /**
     * Checks that a query could be answered now, and blocks like one.
     *
     * @throws BackendUnavailableException if it could not
     */
    public void check() {
        reads.check();
    }

    /**
     * Returns how long ago the database last answered a query or a {@link #check}: for a readiness probe, which checks an idle
     * database regularly but adds no load to a busy one.
     *
     * @return the time since the last answer; a day or more if there has been none
     */
    public Duration silence() {
        return reads.silence();
    }

    /** Returns how many queries wait for a thread: at least 0. */
    public int queued() {
        return pages.queued();
    }

    /**
     * Reports the use of the connections to a registry of metrics. Has no effect on connections that are lent: their pool can
     * be observed where it was created.
     *
     * @param registry a registry that HikariCP supports, such as Micrometer's {@code MeterRegistry}
     */
    public void observePool(Object registry) {
        if (pool != null) {
            pool.hikari().setMetricRegistry(registry);
        }
    }

    /** Fails queued pages and closes the pool. A lent data source remains open. */
    @Override
    public void close() {
        pages.close();
        schema.close();
        if (pool != null) {
            pool.close();
        }
    }
}
