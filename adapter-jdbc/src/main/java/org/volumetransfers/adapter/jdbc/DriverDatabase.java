package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL as the driver reaches it, without a pool. Safe for any number of threads. */
final class DriverDatabase extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    /** Changing a schema and importing a file may take longer than any page. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final int loginSeconds;
    private final int silenceMillis;

    /**
     * Sets what the URL does not.
     *
     * @param login bounds the connection and the login, and each read of the login
     * @param silence how long the database may be silent after that
     */
    private DriverDatabase(JdbcConfig config, Duration login, Duration silence) {
        loginSeconds = Math.toIntExact(login.plusMillis(999).toSeconds());
        silenceMillis = Math.toIntExact(silence.toMillis());
        setUrl(config.url());
        setUser(config.user());
        setPassword(config.password());
        String seconds = String.valueOf(loginSeconds);
        Map<PGProperty, String> defaults = Map.of(
                PGProperty.CONNECT_TIMEOUT,
                seconds,
                PGProperty.LOGIN_TIMEOUT,
                seconds,
                PGProperty.TCP_KEEP_ALIVE,
                "true",
                PGProperty.APPLICATION_NAME,
                "volume-transfers");
        Map<String, String> given = UrlParameters.of(config.url());
        defaults.forEach((property, value) -> {
            if (!given.containsKey(property.getName())) {
                setProperty(property, value);
            }
        });
        // A cancelled statement is cancelled through a connection of its own, which may hang as well.
        setCancelSignalTimeout(super.getLoginTimeout());
        setSocketTimeout(super.getLoginTimeout());
    }

    /** For the pool. Half of the time that a query waits, so that it outlasts one attempt that meets silence. */
    static DriverDatabase forPool(JdbcConfig config) {
        return new DriverDatabase(config, config.connectionTimeout().dividedBy(2), config.socketTimeout());
    }

    /** Of several hosts in the URL, the one that the URL prefers. */
    static DriverDatabase any(JdbcConfig config) {
        return new DriverDatabase(config, config.connectionTimeout(), config.socketTimeout());
    }

    /** The database to change: of several hosts in the URL, the primary, though queries may prefer a replica. */
    static DriverDatabase primary(JdbcConfig config) {
        Duration silence = config.socketTimeout().compareTo(PATIENCE) > 0 ? config.socketTimeout() : PATIENCE;
        DriverDatabase database = new DriverDatabase(config, config.connectionTimeout(), silence);
        database.setTargetServerType("primary");
        // The state of a host a moment ago says nothing about now, after a failover least of all.
        database.setHostRecheckSeconds(0);
        return database;
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        Connection connection = super.getConnection(user, password);
        connection.setNetworkTimeout(Runnable::run, silenceMillis);
        return connection;
    }

    /** For how long a pool that is closed waits for an attempt to connect, whatever the URL allows that. */
    @Override
    public int getLoginTimeout() {
        return loginSeconds;
    }

    /** Changes nothing: a pool would set what it waits for a connection itself. */
    @Override
    public void setLoginTimeout(int seconds) {}
}
