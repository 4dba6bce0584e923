package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.error.BackendUnavailableException;

/**
 * Transfers in PostgreSQL: the one door to this module. Safe for any number of threads; whoever opened it closes it.
 *
 * <p>Storage opens while the database is unavailable, too: until it is available, and its schema is as {@link SchemaMode}
 * wants it, every query fails at once with {@link BackendUnavailableException}. Nothing has to be restarted.
 */
public final class JdbcStorage implements AutoCloseable {

    /** How many connections a lent data source is taken to have. */
    private static final int LENT_CONNECTIONS = 10;

    private final Connections database;
    private final DataSource primary;
    private final StatementTimeout timeout;
    private final TransferQuery query;
    private final SchemaGate schema;
    private final AutoCloseable owned;

    private JdbcStorage(
            Connections database,
            DataSource primary,
            SchemaGate schema,
            StatementTimeout timeout,
            int poolSize,
            AutoCloseable owned) {
        this.database = database;
        this.primary = primary;
        this.schema = schema;
        this.timeout = timeout;
        this.owned = owned;
        this.query = new JdbcTransferQuery(database, poolSize, timeout, schema.milestones(), schema.isOurs());
        schema.start();
    }

    /**
     * Opens storage on a pool of its own. Returns when the schema is in place, or when a first attempt has shown that the
     * database is unavailable; the attempt is then repeated in the background. Takes one connection at a time until the
     * schema is in place, and then as many as are used at the same time, up to the size of the pool.
     *
     * @param config how to reach the database
     * @param mode what to do about the schema
     * @return the open storage
     * @throws WrongSchemaException when the database is there, but its schema is wrong and cannot be put right
     */
    public static JdbcStorage open(JdbcConfig config, SchemaMode mode) {
        ConnectionPool pool = new ConnectionPool(config);
        try {
            DataSource primary = DriverDatabase.primary(config);
            SchemaGate schema = new SchemaGate(mode, config.deepPages(), DriverDatabase.any(config), primary);
            StatementTimeout timeout = StatementTimeout.of(config.statementTimeout());
            return new JdbcStorage(pool, primary, schema, timeout, config.poolSize(), pool);
        } catch (RuntimeException | Error e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Opens storage on the connections of a host application, which stay open when it is closed. Takes one at a time to
     * check or migrate the schema, so that a pool of one connection is enough. The waits of the connections should be
     * bounded: see {@link JdbcConfig} for what a pool of its own has. Large offsets are walked to.
     *
     * <p>All connections must be in auto-commit mode, and so belong to no transaction of the host application: any other one
     * is refused with {@link IllegalStateException} before anything is executed on it, here and by queries and imports.
     *
     * @param lent gives PostgreSQL connections in auto-commit mode: the pool itself, not a transaction-aware proxy around it
     * @param mode what to do about the schema
     * @param statementTimeout how long a query may run before it is cancelled, 1 ms to 1 day; rounded up to whole seconds
     *     where the connections do not unwrap to those of the driver
     * @return the open storage
     * @throws org.volumetransfers.domain.error.InvalidValueException when the time-out is out of bounds
     * @throws IllegalStateException when the connections are not in auto-commit mode
     * @throws WrongSchemaException when the database is there, but its schema is wrong and cannot be put right
     */
    public static JdbcStorage using(DataSource lent, SchemaMode mode, Duration statementTimeout) {
        Connections connections = () -> Connections.inAutoCommit(lent);
        SchemaGate schema = new SchemaGate(mode, false, lent, lent);
        StatementTimeout timeout = StatementTimeout.of(statementTimeout);
        return new JdbcStorage(connections, lent, schema, timeout, LENT_CONNECTIONS, () -> {});
    }

    /**
     * Gives the paging query port. It blocks, for at most the configured timeouts. Several pages of our own schema are read
     * by one statement where none of them is far in.
     *
     * @return the port, good until this storage is closed
     */
    public TransferQuery transfers() {
        return new TransferQuery() {
            @Override
            public TransferPage page(PageQuery asked) {
                schema.requireOpen();
                return query.page(asked);
            }

            @Override
            public List<Supplier<TransferPage>> pages(List<PageQuery> asked) {
                schema.requireOpen();
                return query.pages(asked);
            }

            @Override
            public int pagesAtOnce() {
                return query.pagesAtOnce();
            }
        };
    }

    /**
     * Starts an import, which is one transaction, on the primary and on a connection of its own that is not one of the
     * pool (unless the connections are lent).
     *
     * @return the import, to be closed by the caller
     * @throws BackendUnavailableException when the database is unavailable
     * @throws IllegalStateException when the connections are lent and not in auto-commit mode; nothing was executed then
     */
    public JdbcTransferImport startImport() {
        schema.requireOpen();
        return JdbcTransferImport.start(primary);
    }

    /**
     * Starts an import without opening storage, for whoever wants nothing else. Does not wait for a database that is away.
     *
     * @param config how to reach the database; of its pool nothing is used
     * @param mode what to do about the schema
     * @return the import, to be closed by the caller
     * @throws BackendUnavailableException when the database is away
     * @throws WrongSchemaException when it is there, but its schema is wrong and cannot be put right
     */
    public static JdbcTransferImport startImport(JdbcConfig config, SchemaMode mode) {
        DataSource primary = DriverDatabase.primary(config);
        new SchemaGate(mode, config.deepPages(), primary, primary).apply();
        return JdbcTransferImport.start(primary);
    }

    /**
     * Tells how it stands with the schema.
     *
     * @return done when it is in place; fails with {@link WrongSchemaException} when the database was away at first and
     *     then turned out to be wrong
     */
    public CompletionStage<Void> schemaInPlace() {
        return schema.opened();
    }

    /**
     * Checks that a question could be answered now. May block as a query does.
     *
     * @throws BackendUnavailableException when it could not
     */
    public void check() {
        schema.requireOpen();
        try (Connection connection = database.take();
                Statement statement = connection.createStatement()) {
            timeout.applyTo(statement);
            statement.execute("select 1");
        } catch (SQLException e) {
            throw SqlFailures.unavailable("health check failed", e);
        }
    }

    /** Ends what this storage has opened; a lent data source is left as it is. */
    @Override
    public void close() {
        schema.close();
        try {
            owned.close();
        } catch (Exception e) {
            throw new IllegalStateException("the pool could not be closed", e);
        }
    }
}
