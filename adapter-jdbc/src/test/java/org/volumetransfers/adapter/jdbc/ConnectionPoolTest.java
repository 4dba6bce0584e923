package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {

    /** HikariCP replaces a value that it does not accept, and only logs a warning. */
    @Test
    void hikariAcceptsTheSettings() {
        JdbcConfig config = JdbcConfig.to("jdbc:postgresql://127.0.0.1:1,127.0.0.1:2/none", "none", "");
        try (ConnectionPool pool = new ConnectionPool(config)) {
            HikariDataSource hikari = pool.hikari();

            assertEquals(Duration.ofMinutes(5), Duration.ofMillis(hikari.getMaxLifetime()));
            assertEquals(Duration.ofSeconds(30), Duration.ofMillis(hikari.getKeepaliveTime()));
            assertEquals(Duration.ofMillis(500), Duration.ofMillis(hikari.getValidationTimeout()));
            assertEquals(
                    config.connectionTimeout(),
                    Duration.ofMillis(hikari.getConnectionTimeout() + hikari.getValidationTimeout()));
            assertEquals(0, hikari.getMinimumIdle());
        }
    }
}
