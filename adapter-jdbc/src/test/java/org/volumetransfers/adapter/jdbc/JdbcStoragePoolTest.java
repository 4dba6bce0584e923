package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JdbcStoragePoolTest {

    /** The pool takes another value than the one it was given, with no more than a warning, where it likes none. */
    @Test
    void connectionsAreRenewedSoThatTheyFindTheirWayBackToAReplica() {
        try (HikariDataSource pool =
                JdbcStorage.pool(JdbcConfig.to("jdbc:postgresql://127.0.0.1:1,127.0.0.1:2/none", "nobody", ""))) {
            assertEquals(Duration.ofMinutes(5), Duration.ofMillis(pool.getMaxLifetime()));
        }
    }
}
