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
 * A pool that copes with a database that stops responding, for instance because a firewall has forgotten its connections.
 *
 * <ul>
 *   <li>Connections are opened on demand, and none before the first query: the role may have no more connections than the
 *       pool, or another instance may have taken some of them.
 *   <li>A connection is validated unless the database has answered recently. The first one that fails evicts all idle ones,
 *       since they are most likely dead as well.
 *   <li>If a query has waited for its whole time-out and the database has answered nothing meanwhile, all further ones fail
 *       at once until it answers again, which is tried in the background. Otherwise they would queue and wait ever longer.
 * </ul>
 */
final class ConnectionPool implements Connections, AutoCloseable {

    private static final Logger LOG = System.getLogger(ConnectionPool.class.getPackageName());
    private static final String NAME = "volume-transfers";

    /** A connection remains with its host, so this is the longest time until a host that has recovered is used again. */
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    /** Firewalls forget idle connections, some after a minute. The least that HikariCP accepts. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    private static final long LONGEST_VALIDATION_MILLIS = 500;

    /** The least that HikariCP accepts. */
    private static final long SHORTEST_WAIT_MILLIS = 250;

    /** Under load there is always an answer this recent, so that connections are not validated. */
    private static final long RECENT_NANOS = Duration.ofMillis(100).toNanos();

    private static final long RETRY_MILLIS = 200;

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
        // Leaves time for the validation of a connection that turns out to be dead.
        hikari.setConnectionTimeout(Math.max(SHORTEST_WAIT_MILLIS, wait - validationMillis));
        hikari.setValidationTimeout(validationMillis);
        hikari.setKeepaliveTime(KEEP_ALIVE.toMillis());
        hikari.setMaxLifetime(LONGEST_LIFE.toMillis());
        // The database may become available later.
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

    /** Replaces the method of the driver, which counts whole seconds. Never throws: a connection that fails is not valid. */
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
            throw new SQLTransientConnectionException("the database does not respond", reason.getSQLState(), reason);
        }
        long start = System.nanoTime();
        try {
            Connection connection = pool.getConnection();
            if (answeredAt - start > -RECENT_NANOS || connection.isValid(1)) {
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

    /** Connects outside of the pool, whose own attempts become ever rarer while queries wait. */
    @SuppressWarnings("FutureReturnValueIgnored") // failures are kept in "silence"
    private void attempt() {
        try {
            database.getConnection().close();
            answered();
        } catch (SQLException e) {
            silence.updateAndGet(reason -> reason == null ? null : e);
        } finally {
            if (silence.get() != null) {
                attempts.schedule(this::attempt, RETRY_MILLIS, TimeUnit.MILLISECONDS);
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

    /** Returns the underlying pool. */
    HikariDataSource hikari() {
        return pool;
    }

    @Override
    public void close() {
        attempts.shutdownNow();
        pool.close();
    }
}
