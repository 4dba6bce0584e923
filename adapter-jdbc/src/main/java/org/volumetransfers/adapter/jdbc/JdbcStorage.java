package org.volumetransfers.adapter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.error.BackendUnavailableException;

/**
 * Transfers in PostgreSQL: the one door to this module. Safe for any number of threads; whoever opened it closes it.
 *
 * <p>A database that is away is no reason not to open: until it is there, and its schema is as {@link SchemaMode} wants
 * it, every question fails at once with {@link BackendUnavailableException}. Nothing has to be restarted when it returns.
 */
public final class JdbcStorage implements AutoCloseable {

    private static final String POOL_NAME = "volume-transfers";

    /** A connection stays with the host it was made to; so none of several hosts is avoided for longer than this. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    /** How many connections a lent data source is taken to have. */
    private static final int LENT_CONNECTIONS = 10;

    private final DataSource primary;
    private final Jdbi jdbi;
    private final TransferQuery query;
    private final SchemaGate schema;
    private final AutoCloseable owned;

    private JdbcStorage(
            DataSource database,
            DataSource primary,
            SchemaGate schema,
            Duration statementTimeout,
            int poolSize,
            AutoCloseable owned) {
        this.primary = primary;
        this.schema = schema;
        this.owned = owned;
        this.jdbi = Jdbi.create(database);
        this.jdbi.configure(
                SqlStatements.class, statements -> statements.setQueryTimeout((int) statementTimeout.toSeconds()));
        this.query = new JdbcTransferQuery(database, poolSize, statementTimeout, schema.milestones(), schema.isOurs());
        schema.start();
    }

    /**
     * Opens storage on a pool of its own. Returns when the schema is in place, or when a first try has shown that the
     * database is away; it is then tried again in the background.
     *
     * @param config how to reach the database
     * @param mode what to do about the schema
     * @return the open storage
     * @throws WrongSchemaException when the database is there, but its schema is wrong and cannot be put right
     */
    public static JdbcStorage open(JdbcConfig config, SchemaMode mode) {
        HikariDataSource pool = pool(config);
        try {
            DataSource primary = DirectDatabase.primary(config);
            SchemaGate schema = new SchemaGate(mode, config.deepPages(), DirectDatabase.any(config), primary);
            return new JdbcStorage(pool, primary, schema, config.statementTimeout(), config.poolSize(), pool);
        } catch (RuntimeException | Error e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Opens storage on somebody else's connections, which stay open when it is closed. Their waits should be bounded:
     * see {@link JdbcConfig} for what a pool of our own has. Large offsets are walked to.
     *
     * @param lent gives connections in auto-commit mode
     * @param mode what to do about the schema
     * @param statementTimeout how long a query may run before it is cancelled, in whole seconds, at least 1 s
     * @return the open storage
     * @throws WrongSchemaException when the database is there, but its schema is wrong and cannot be put right
     */
    public static JdbcStorage using(DataSource lent, SchemaMode mode, Duration statementTimeout) {
        return new JdbcStorage(
                lent, lent, new SchemaGate(mode, false, lent, lent), statementTimeout, LENT_CONNECTIONS, () -> {});
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
     * @throws BackendUnavailableException when the database is away
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
        DataSource primary = DirectDatabase.primary(config);
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
        try {
            jdbi.useHandle(handle ->
                    handle.createQuery("select 1").mapTo(Integer.class).one());
        } catch (JdbiException e) {
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

    static HikariDataSource pool(JdbcConfig config) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName(POOL_NAME);
        hikari.setJdbcUrl(config.url());
        hikari.setUsername(config.user());
        hikari.setPassword(config.password());
        hikari.setMaximumPoolSize(config.poolSize());
        hikari.setConnectionTimeout(config.connectionTimeout().toMillis());
        // Leaves time to try another connection when one turns out to be silent.
        hikari.setValidationTimeout(
                Math.max(250, Math.min(1000, config.connectionTimeout().toMillis() / 2)));
        hikari.setMaxLifetime(LONGEST_LIFE.toMillis());
        // The database may come later.
        hikari.setInitializationFailTimeout(-1);
        DriverProperties.of(config).forEach(hikari::addDataSourceProperty);
        return new HikariDataSource(hikari);
    }
}
