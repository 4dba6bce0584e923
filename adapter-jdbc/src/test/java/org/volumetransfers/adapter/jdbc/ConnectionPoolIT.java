package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pool on a database that is real, behind a firewall that forgets connections. */
class ConnectionPoolIT {

    private static final int SIZE = 4;

    private ForgetfulFirewall firewall;

    @BeforeEach
    void open() throws IOException {
        firewall = new ForgetfulFirewall(Databases.fresh());
    }

    @AfterEach
    void close() {
        firewall.close();
    }

    /** Takes as many connections at once as there may be, and gives them back. */
    private static void fill(ConnectionPool pool) throws SQLException {
        List<Connection> taken = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            taken.add(pool.take());
        }
        for (Connection connection : taken) {
            connection.close();
        }
    }

    private static int total(ConnectionPool pool) {
        return pool.hikari().getHikariPoolMXBean().getTotalConnections();
    }

    private static boolean gives(ConnectionPool pool) {
        try (Connection connection = pool.take()) {
            return !connection.isClosed();
        } catch (SQLException e) {
            return false;
        }
    }

    @Test
    void connectionsAreOpenedOnDemandUpToTheSizeAndKept() throws SQLException {
        try (ConnectionPool pool = new ConnectionPool(firewall.config().withPoolSize(SIZE))) {
            assertEquals(0, firewall.accepted());
            assertTrue(gives(pool));
            assertTrue(gives(pool));
            assertEquals(1, total(pool));

            fill(pool);

            assertEquals(SIZE, total(pool));
            assertEquals(SIZE, firewall.accepted());
        }
    }

    @Test
    void firstConnectionThatIsSilentTakesTheOtherIdleOnesAlong() throws SQLException {
        try (ConnectionPool pool = new ConnectionPool(firewall.config().withPoolSize(SIZE))) {
            fill(pool);

            firewall.forget();

            // Those of a moment ago are taken for good.
            Eventually.becomes(1, () -> gives(pool) ? total(pool) : -1);
            assertEquals(SIZE + 1, firewall.accepted());
        }
    }

    @Test
    void connectionThatBreaksWhileItIsUsedTakesTheIdleOnesAlong() throws SQLException {
        try (ConnectionPool pool = new ConnectionPool(firewall.config().withPoolSize(SIZE))) {
            fill(pool);

            pool.broken();

            Eventually.becomes(0, () -> total(pool));
        }
    }

    @Test
    void silentDatabaseFailsQueriesAtOnceUntilItAnswers() {
        Duration second = Duration.ofSeconds(1);
        JdbcConfig impatient = firewall.config().withTimeouts(second, second, second.multipliedBy(2));
        try (ConnectionPool pool = new ConnectionPool(impatient)) {
            Eventually.becomes(true, () -> gives(pool));

            firewall.forgetNewOnes(true);
            Eventually.becomes(false, () -> gives(pool));
            // Those that fail at once ask neither the pool nor the database.
            SQLException failure = assertThrows(SQLException.class, pool::take);
            assertEquals("the database does not respond", failure.getMessage());
            assertInstanceOf(SQLException.class, failure.getCause());

            firewall.forgetNewOnes(false);
            Eventually.becomes(true, () -> gives(pool));
        }
    }

    @Test
    void exhaustedPoolIsNotTakenForASilentDatabaseForLong() throws SQLException {
        Duration patience = Duration.ofSeconds(30);
        JdbcConfig single = firewall.config()
                .withPoolSize(1)
                .withTimeouts(Duration.ofMillis(250), patience, patience.multipliedBy(2));
        try (ConnectionPool pool = new ConnectionPool(single)) {
            Eventually.becomes(true, () -> gives(pool));
            try (Connection taken = pool.take()) {
                assertThrows(SQLException.class, pool::take);
                assertTrue(taken.isValid(30));
            }
            Eventually.becomes(true, () -> gives(pool));
            assertEquals(1, total(pool));
        }
    }
}
