package org.volumetransfers.adapter.jdbc;

import java.time.Duration;
import java.util.Objects;
import org.postgresql.Driver;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * How {@link JdbcStorage} reaches PostgreSQL. Start from {@link #to}.
 *
 * <p>Connecting and logging in may take half of the connection timeout, rounded up to whole seconds, unless the URL
 * bounds them. Host names are resolved for each new connection, as far as the JVM
 * does not cache them: where names move, as in a failover by DNS, set the security property
 * {@code networkaddress.cache.ttl} to a few seconds before the first name is resolved.
 *
 * @param url JDBC URL, {@code jdbc:postgresql://host[:port][,host[:port]]/database[?parameters]}, without user and
 *     password. Accepts the parameters that choose a host ({@code targetServerType}), secure the connection
 *     ({@code sslmode}) or set up a session ({@code prepareThreshold}); the message of the refusal lists them all
 * @param user role to log in as
 * @param password its password, possibly empty; masked in {@link #toString}
 * @param poolSize most connections, 1 to 1000
 * @param connectionTimeout how long a query waits for a connection, 250 ms to 1 day
 * @param statementTimeout how long a query may run before it is cancelled, 1 ms to 1 day
 * @param socketTimeout how long the database may be silent before the connection is given up, at most 1 day; longer than
 *     the statement timeout, and the bound of every wait where the database hangs
 * @param deepPages whether pages at large offsets are to cost about what the first one does: triggers then keep what is
 *     needed for that, beside the table of our own schema, and writers pay for it. Means nothing to {@link SchemaMode#NONE}
 */
public record JdbcConfig(
        String url,
        String user,
        String password,
        int poolSize,
        Duration connectionTimeout,
        Duration statementTimeout,
        Duration socketTimeout,
        boolean deepPages) {

    private static final String PREFIX = "jdbc:postgresql:";
    private static final int LARGEST_POOL = 1000;
    private static final Duration SHORTEST_CONNECTION_TIMEOUT = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofDays(1);

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
     * @param deepPages whether large offsets are to be found quickly
     * @throws InvalidValueException when something is out of bounds
     */
    public JdbcConfig {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        require(!user.isEmpty(), "user", "not be empty");
        requireUrl(url);
        require(poolSize >= 1 && poolSize <= LARGEST_POOL, "pool size", "be a whole number, 1 to " + LARGEST_POOL);
        require(
                isWithin(SHORTEST_CONNECTION_TIMEOUT, connectionTimeout, LONGEST),
                "connection timeout",
                "be 250 ms to 1 day");
        StatementTimeout.of(statementTimeout);
        require(
                socketTimeout.compareTo(statementTimeout) > 0,
                "socket timeout",
                "be longer than the statement timeout");
        require(socketTimeout.compareTo(LONGEST) <= 0, "socket timeout", "be at most 1 day");
    }

    /**
     * Two connections for each core, 2 s to get one, 5 s for a statement, 7 s for a silent database; large offsets are
     * walked to.
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
                Duration.ofSeconds(7),
                false);
    }

    /**
     * The same with another pool.
     *
     * @param connections most connections
     * @return changed configuration
     */
    public JdbcConfig withPoolSize(int connections) {
        return new JdbcConfig(
                url, user, password, connections, connectionTimeout, statementTimeout, socketTimeout, deepPages);
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
        return new JdbcConfig(url, user, password, poolSize, connection, statement, socket, deepPages);
    }

    /**
     * The same with quick pages at large offsets, or without.
     *
     * @param wanted whether writers are to pay for them
     * @return changed configuration
     */
    public JdbcConfig withDeepPages(boolean wanted) {
        return new JdbcConfig(
                url, user, password, poolSize, connectionTimeout, statementTimeout, socketTimeout, wanted);
    }

    @Override
    public String toString() {
        return "JdbcConfig[" + url + ", user " + user + ", password masked, pool of " + poolSize + "]";
    }

    /**
     * Gives the URL without what may stand behind it, for people to read.
     *
     * @return scheme, hosts and database
     */
    public String address() {
        int parameters = url.indexOf('?');
        return parameters < 0 ? url : url.substring(0, parameters);
    }

    /** Checks parameters first: the driver logs a URL that it does not understand, with any password in it. */
    private static void requireUrl(String url) {
        require(url.startsWith(PREFIX), "jdbc url", "start with " + PREFIX + "//");
        require(!url.contains("password="), "jdbc url", "not contain a password");
        UrlParameters.of(url);
        int parameters = url.indexOf('?');
        String address = parameters < 0 ? url : url.substring(0, parameters);
        require(address.indexOf('@') < 0, "jdbc url", "not contain a user or a password before the host");
        require(
                Driver.parseURL(url, null) != null,
                "jdbc url",
                "have the form " + PREFIX + "//host[:port]/database[?parameters]");
    }

    private static boolean isWithin(Duration shortest, Duration timeout, Duration longest) {
        return timeout.compareTo(shortest) >= 0 && timeout.compareTo(longest) <= 0;
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new InvalidValueException(field, rule);
        }
    }
}
