package org.volumetransfers.adapter.jdbc;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database without the pool: Flyway takes several connections at once, which a small pool has not, and an import
 * would keep one from the queries.
 */
final class DirectDatabase {

    private static final long PATIENCE_SECONDS = 600;

    private DirectDatabase() {}

    /** Of several hosts in the URL, the one that the URL prefers. */
    static DataSource any(JdbcConfig config) {
        return database(config);
    }

    /** The database to change: of several hosts in the URL, the primary, though queries may prefer a replica. */
    static DataSource primary(JdbcConfig config) {
        PGSimpleDataSource database = database(config);
        database.setProperty(PGProperty.TARGET_SERVER_TYPE, "primary");
        // Which host was away or the replica a moment ago says nothing about now, after a failover least of all.
        database.setProperty(PGProperty.HOST_RECHECK_SECONDS, "0");
        // Changing a schema and importing a file may take longer than any page.
        long patience = Math.max(PATIENCE_SECONDS, config.socketTimeout().toSeconds());
        database.setProperty(PGProperty.SOCKET_TIMEOUT, String.valueOf(patience));
        return database;
    }

    private static PGSimpleDataSource database(JdbcConfig config) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        try {
            for (var property : DriverProperties.of(config).entrySet()) {
                database.setProperty(property.getKey(), property.getValue());
            }
        } catch (SQLException e) {
            throw new IllegalArgumentException("the driver does not take a property", e);
        }
        database.setURL(config.url());
        database.setUser(config.user());
        database.setPassword(config.password());
        return database;
    }
}
