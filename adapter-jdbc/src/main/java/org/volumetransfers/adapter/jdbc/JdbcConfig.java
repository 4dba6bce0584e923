package org.volumetransfers.adapter.jdbc;

import java.time.Duration;
import java.util.Objects;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * How {@link JdbcStorage} reaches PostgreSQL. Start from {@link #to}. Parameters of the driver in the URL win over what
 * is said here.
 *
 * @param url JDBC URL, {@code jdbc:postgresql://host[:port][,host[:port]]/database[?parameters]}, without a password
 * @param user role to log in as
 * @param password its password, possibly empty; masked in {@link #toString}
 * @param poolSize most connections, at least 1
 * @param connectionTimeout how long a query waits for a connection, at least 250 ms
 * @param statementTimeout how long a query may run before it is cancelled, in whole seconds, at least 1 s
 * @param socketTimeout how long the database may be silent before the connection is given up, in whole seconds; longer
 *     than the statement timeout, and the bound of every wait where the database hangs
 */
public record JdbcConfig(
        String url,
        String user,
        String password,
        int poolSize,
        Duration connectionTimeout,
        Duration statementTimeout,
        Duration socketTimeout) {

    private static final String PREFIX = "jdbc:postgresql:";
    private static final Duration SHORTEST_CONNECTION_TIMEOUT = Duration.ofMillis(250);

    /**
     * Checks everything but whether the database is there.
     *
     * @param url JDBC URL
     * @param user role to log in as
     * @param password its password
     * @param poolSize most connections
     * @param connectionTimeout how long a query waits for a connection
     * @param statementTimeout how long a query may run before it is cancelled
     * @param socketTimeout how long the database may be silent before the connection is given up
     * @throws InvalidValueException when something is out of bounds
     */
    public JdbcConfig {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        require(url.startsWith(PREFIX), "jdbc url", "start with " + PREFIX + "//");
        require(!url.contains("password="), "jdbc url", "not contain a password");
        require(poolSize >= 1, "pool size", "be at least 1");
        require(
                connectionTimeout.compareTo(SHORTEST_CONNECTION_TIMEOUT) >= 0,
                "connection timeout",
                "be at least 250 ms");
        require(statementTimeout.toSeconds() >= 1, "statement timeout", "be at least 1 s");
        require(
                socketTimeout.compareTo(statementTimeout) > 0,
                "socket timeout",
                "be longer than the statement timeout");
    }

    /**
     * Two connections for each core, 2 s to get one, 5 s for a statement, 7 s for a silent database.
     *
     * @param url JDBC URL without a password
     * @param user role to log in as
     * @param password its password
     * @return safe defaults
     * @throws InvalidValueException when the URL is none of PostgreSQL
     */
    public static JdbcConfig to(String url, String user, String password) {
        return new JdbcConfig(
                url,
                user,
                password,
                2 * Runtime.getRuntime().availableProcessors(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(7));
    }

    /**
     * The same with another pool.
     *
     * @param connections most connections
     * @return changed configuration
     */
    public JdbcConfig withPoolSize(int connections) {
        return new JdbcConfig(url, user, password, connections, connectionTimeout, statementTimeout, socketTimeout);
    }

    /**
     * The same with other timeouts.
     *
     * @param connection how long a query waits for a connection
     * @param statement how long a query may run
     * @param socket how long the database may be silent
     * @return changed configuration
     */
    public JdbcConfig withTimeouts(Duration connection, Duration statement, Duration socket) {
        return new JdbcConfig(url, user, password, poolSize, connection, statement, socket);
    }

    @Override
    public String toString() {
        return "JdbcConfig[" + url + ", user " + user + ", password masked, pool of " + poolSize + "]";
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new InvalidValueException(field, rule);
        }
    }
}
