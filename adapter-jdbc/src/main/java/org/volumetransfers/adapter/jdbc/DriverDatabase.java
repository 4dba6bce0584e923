package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections of the driver, without a pool. Safe for use by multiple threads. */
final class DriverDatabase extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    /** Changing a schema and importing a file may take longer than any page. */
    private static final Duration LONG_STATEMENT = Duration.ofMinutes(10);

    private final int loginSeconds;
    private final int silenceMillis;

    /**
     * Sets what the URL does not.
     *
     * @param login bounds the connection and the login, and each read of the login
     * @param silence how long the database may be silent afterwards
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
        // A statement is cancelled through a connection of its own, which may hang as well.
        setCancelSignalTimeout(super.getLoginTimeout());
        setSocketTimeout(super.getLoginTimeout());
    }

    /** For the pool. Takes half of the time that a query waits, so that a query outlasts one attempt that gets no response. */
    static DriverDatabase forPool(JdbcConfig config) {
        return new DriverDatabase(config, config.connectionTimeout().dividedBy(2), config.socketTimeout());
    }

    /** Of several hosts in the URL, the one that the URL prefers. */
    static DriverDatabase any(JdbcConfig config) {
        return new DriverDatabase(config, config.connectionTimeout(), config.socketTimeout());
    }

    /** Of several hosts in the URL, the primary, which can be changed, though queries may prefer a replica. */
    static DriverDatabase primary(JdbcConfig config) {
        Duration silence =
                config.socketTimeout().compareTo(LONG_STATEMENT) > 0 ? config.socketTimeout() : LONG_STATEMENT;
        DriverDatabase database = new DriverDatabase(config, config.connectionTimeout(), silence);
        database.setTargetServerType("primary");
        // The state of a host a moment ago says nothing about now, least of all after a failover.
        database.setHostRecheckSeconds(0);
        return database;
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        Connection connection = super.getConnection(user, password);
        connection.setNetworkTimeout(Runnable::run, silenceMillis);
        return connection;
    }

    /** Returns how long a pool that is closed waits for an attempt to connect, whatever bound the URL sets for that. */
    @Override
    public int getLoginTimeout() {
        return loginSeconds;
    }

    /** Has no effect: a pool would set the time that it waits for a connection. */
    @Override
    public void setLoginTimeout(int seconds) {}
}
