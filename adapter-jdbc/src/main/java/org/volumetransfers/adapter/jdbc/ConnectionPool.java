package org.volumetransfers.adapter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pool that expects its database to fall silent, as it does behind a firewall that has forgotten its connections.
 *
 * <ul>
 *   <li>It opens connections on demand only, and none before the first query: the role may have no more connections than
 *       the pool, or another instance may have taken some of them.
 *   <li>A connection is validated unless the database has answered a moment ago. The first one that fails takes all idle
 *       ones along, since they have most likely gone the same way.
 *   <li>When a query has waited in vain and the database has answered nothing meanwhile, all further ones fail at once until
 *       it answers again, which is tried in the background. Otherwise they would wait one after another, and longer each.
 * </ul>
 */
final class ConnectionPool implements Connections, AutoCloseable {

    private static final Logger LOG = System.getLogger(ConnectionPool.class.getPackageName());
    private static final String NAME = "volume-transfers";

    /** A connection stays with the host it was made to; so none of several hosts is avoided for longer than this. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    /** Firewalls forget connections that are idle for longer, some after a minute. The pool takes no less. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    private static final long LONGEST_VALIDATION_MILLIS = 500;

    /** The pool takes no less. */
    private static final long SHORTEST_WAIT_MILLIS = 250;

    /** Under load there is always an answer this young, so validation costs nothing then. */
    private static final long YOUNG_NANOS = Duration.ofMillis(100).toNanos();

    private static final long PAUSE_MILLIS = 200;

    private final HikariDataSource pool;
    private final DataSource database;
    private final long validationMillis;
    private final AtomicReference<@Nullable SQLException> silence = new AtomicReference<>();
    private final ScheduledThreadPoolExecutor attempts;
    private volatile long answeredAt = System.nanoTime();

    ConnectionPool(JdbcConfig config) {
        database = DriverDatabase.forPool(config);
        long wait = config.connectionTimeout().toMillis();
        validationMillis = Math.max(SHORTEST_WAIT_MILLIS, Math.min(LONGEST_VALIDATION_MILLIS, wait / 4));
        attempts = new ScheduledThreadPoolExecutor(1, ConnectionPool::daemon, new DiscardPolicy());
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName(NAME);
        hikari.setDataSource(Replaced.method(DataSource.class, database, "getConnection", this::connect));
        hikari.setMaximumPoolSize(config.poolSize());
        hikari.setMinimumIdle(0);
        // The rest is for the validation of a connection that turns out to be dead.
        hikari.setConnectionTimeout(Math.max(SHORTEST_WAIT_MILLIS, wait - validationMillis));
        hikari.setValidationTimeout(validationMillis);
        hikari.setKeepaliveTime(KEEP_ALIVE.toMillis());
        hikari.setMaxLifetime(LONGEST_LIFE.toMillis());
        // The database may come later.
        hikari.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(hikari);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, NAME + "-attempts");
        thread.setDaemon(true);
        return thread;
    }

    private Connection connect() throws SQLException {
        Connection connection = database.getConnection();
        answered();
        return Replaced.method(Connection.class, connection, "isValid", () -> isValid(connection));
    }

    /** Takes the place of the driver's own, which has whole seconds. Never throws: a connection that fails is not valid. */
    private boolean isValid(Connection connection) {
        try {
            int usual = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, (int) validationMillis);
            if (connection.isValid(1)) {
                connection.setNetworkTimeout(Runnable::run, usual);
                answered();
                return true;
            }
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "connection could not be validated", e);
        }
        broken();
        return false;
    }

    @Override
    public Connection take() throws SQLException {
        SQLException reason = silence.get();
        if (reason != null) {
            throw new SQLTransientConnectionException("the database does not answer", reason.getSQLState(), reason);
        }
        long start = System.nanoTime();
        try {
            Connection connection = pool.getConnection();
            if (answeredAt - start > -YOUNG_NANOS || connection.isValid(1)) {
                return connection;
            }
            connection.close();
            return pool.getConnection();
        } catch (SQLException e) {
            if (answeredAt - start < 0 && silence.compareAndSet(null, e)) {
                attempts.execute(this::attempt);
            }
            throw e;
        }
    }

    /** Connects beside the pool, whose own attempts become ever rarer while queries wait. */
    @SuppressWarnings("FutureReturnValueIgnored") // failures are kept in silence
    private void attempt() {
        try {
            database.getConnection().close();
            answered();
        } catch (SQLException e) {
            silence.updateAndGet(reason -> reason == null ? null : e);
        } finally {
            if (silence.get() != null) {
                attempts.schedule(this::attempt, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    @Override
    public void answered() {
        answeredAt = System.nanoTime();
        if (silence.get() != null) {
            silence.set(null);
        }
    }

    @Override
    public void broken() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    /** The pool behind this, for tests. */
    HikariDataSource hikari() {
        return pool;
    }

    @Override
    public void close() {
        attempts.shutdownNow();
        pool.close();
    }
}
