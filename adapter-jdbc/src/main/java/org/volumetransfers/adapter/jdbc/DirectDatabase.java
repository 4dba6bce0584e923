package org.volumetransfers.adapter.jdbc;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** The database to change: of several hosts in the URL, the primary, though the pool may prefer a replica. */
final class PrimaryDatabase {

    private PrimaryDatabase() {}

    static DataSource of(JdbcConfig config) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        try {
            for (var property : DriverProperties.of(config).entrySet()) {
                database.setProperty(property.getKey(), property.getValue());
            }
            database.setURL(config.url());
            database.setUser(config.user());
            database.setPassword(config.password());
            database.setProperty(PGProperty.TARGET_SERVER_TYPE, "primary");
            // Changing a schema may take longer than any page.
            database.setProperty(PGProperty.SOCKET_TIMEOUT, "600");
        } catch (SQLException e) {
            throw new IllegalArgumentException("the driver does not take a property", e);
        }
        return database;
    }
}
