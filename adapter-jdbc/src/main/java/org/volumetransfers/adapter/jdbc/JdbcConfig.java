package org.volumetransfers.adapter.jdbc;

import static org.volumetransfers.domain.error.InvalidConfigurationException.require;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.InvalidConfigurationException;

/**
 * How {@link JdbcStorage} reaches PostgreSQL. Start from {@link #to}.
 *
 * <p>Connecting and logging in may take half of the connection time-out, rounded up to whole seconds, unless the URL
 * bounds them. Host names are resolved for each new connection, unless the JVM caches them: where names move, as in a
 * failover by DNS, set the security property {@code networkaddress.cache.ttl} to a few seconds before the first name is
 * resolved.
 *
 * @param url JDBC URL, {@code jdbc:postgresql://host[:port][,host[:port]]/database[?parameters]}, without user and
 *     password. Accepts the parameters that choose a host ({@code targetServerType}), secure the connection
 *     ({@code sslmode}) or set up a session ({@code prepareThreshold}); the error for any other one lists them all
 * @param user role to log in as
 * @param password its password, possibly empty; masked in {@link #toString}
 * @param poolSize the most connections, 1 to 1000; pages are read on as many threads
 * @param connectionTimeout how long a query waits for a connection, 250 ms to 1 day
 * @param statementTimeout how long a query may run before it is cancelled, 1 ms to 1 day
 * @param socketTimeout how long the database may be silent before the connection is closed, at most 1 day; longer than the
 *     statement time-out, and the bound of every wait for a database that hangs
 * @param queueSize the most pages that are queued for a thread, 1 to 1,000,000
 * @param queueDeadline how long a page may be queued, 1 ms to 1 day
 * @param schemaName the PostgreSQL schema that holds the table, created by {@link SchemaMode#MIGRATE} if it is missing; 1 to
 *     63 of {@code a-z 0-9 _}. If null, the table is found by the search path of the role
 */
public record JdbcConfig(
        String url,
        String user,
        String password,
        int poolSize,
        Duration connectionTimeout,
        Duration statementTimeout,
        Duration socketTimeout,
        int queueSize,
        Duration queueDeadline,
        @Nullable String schemaName) {

    static final int QUEUE_SIZE = 1000;
    static final Duration QUEUE_DEADLINE = Duration.ofSeconds(5);

    private static final int LARGEST_POOL = 1000;
    private static final int LARGEST_QUEUE = 1_000_000;
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SHORTEST_CONNECTION_TIMEOUT = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Checks the bounds, without connecting.
     *
     * @throws InvalidConfigurationException if a part is out of bounds
     */
    public JdbcConfig {
        Objects.requireNonNull(password, "password");
        require(!user.isEmpty(), "user", "not be empty");
        UrlParameters.checkUrl(url);
        require(isWithin(SHORTEST_CONNECTION_TIMEOUT, connectionTimeout), "connection timeout", "be 250 ms to 1 day");
        require(poolSize >= 1 && poolSize <= LARGEST_POOL, "pool size", "be a whole number, 1 to " + LARGEST_POOL);
        StatementTimeout.of(statementTimeout);
        require(
                socketTimeout.compareTo(statementTimeout) > 0,
                "socket timeout",
                "be longer than the statement timeout");
        require(socketTimeout.compareTo(LONGEST) <= 0, "socket timeout", "be at most 1 day");
        require(queueSize >= 1 && queueSize <= LARGEST_QUEUE, "queue size", "be a whole number, 1 to " + LARGEST_QUEUE);
        require(isWithin(MILLISECOND, queueDeadline), "queue deadline", "be 1 ms to 1 day");
        TransferTable.checkSchema(schemaName);
    }

    private static boolean isWithin(Duration shortest, Duration value) {
        return value.compareTo(shortest) >= 0 && value.compareTo(LONGEST) <= 0;
    }

    /**
     * Returns two connections per core, 2 s to get one, 5 s for a statement, 7 s for a silent database, a queue of 1000 pages
     * with a deadline of 5 s, and the table in the schema that the search path leads to.
     *
     * @param url JDBC URL without a password
     * @param user role to log in as
     * @param password its password
     * @return the defaults
     * @throws InvalidConfigurationException if the URL is not one of PostgreSQL
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
                QUEUE_SIZE,
                QUEUE_DEADLINE,
                null);
    }

    /** Returns this configuration with another pool size. */
    public JdbcConfig withPoolSize(int connections) {
        return with(
                connections, connectionTimeout, statementTimeout, socketTimeout, queueSize, queueDeadline, schemaName);
    }

    /**
     * Returns this configuration with other time-outs.
     *
     * @param connection how long a query waits for a connection
     * @param statement how long a query may run
     * @param socket how long the database may be silent
     */
    public JdbcConfig withTimeouts(Duration connection, Duration statement, Duration socket) {
        return with(poolSize, connection, statement, socket, queueSize, queueDeadline, schemaName);
    }

    /**
     * Returns this configuration with other bounds of the queue.
     *
     * @param size the most queued pages
     * @param deadline how long a page may be queued
     */
    public JdbcConfig withQueue(int size, Duration deadline) {
        return with(poolSize, connectionTimeout, statementTimeout, socketTimeout, size, deadline, schemaName);
    }

    /** Returns this configuration with the table in another schema; null to find it by the search path. */
    public JdbcConfig withSchemaName(@Nullable String schema) {
        return with(poolSize, connectionTimeout, statementTimeout, socketTimeout, queueSize, queueDeadline, schema);
    }

    private JdbcConfig with(
            int connections,
            Duration connection,
            Duration statement,
            Duration socket,
            int queue,
            Duration deadline,
            @Nullable String schema) {
        return new JdbcConfig(url, user, password, connections, connection, statement, socket, queue, deadline, schema);
    }

    @Override
    public String toString() {
        return "JdbcConfig[" + url + ", user " + user + ", password masked, pool of " + poolSize + "]";
    }

    /** Returns the URL without its parameters, for messages: scheme, hosts and database. */
    public String address() {
        return UrlParameters.withoutParameters(url);
    }
}
