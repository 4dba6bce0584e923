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

/** The pool on a real database behind a firewall that forgets connections. */
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

    /** Takes all connections of the pool at the same time, and returns them. */
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

    private static boolean connects(ConnectionPool pool) {
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
            assertTrue(connects(pool));
            assertTrue(connects(pool));
            assertEquals(1, total(pool));

            fill(pool);

            assertEquals(SIZE, total(pool));
            assertEquals(SIZE, firewall.accepted());
        }
    }

    @Test
    void firstConnectionThatDoesNotRespondEvictsTheOtherIdleOnes() throws SQLException {
        try (ConnectionPool pool = new ConnectionPool(firewall.config().withPoolSize(SIZE))) {
            fill(pool);

            firewall.forget();

            // Connections that have answered recently are not validated.
            Eventually.becomes(1, () -> connects(pool) ? total(pool) : -1);
            assertEquals(SIZE + 1, firewall.accepted());
        }
    }

    @Test
    void connectionThatBreaksInUseEvictsTheIdleOnes() throws SQLException {
        try (ConnectionPool pool = new ConnectionPool(firewall.config().withPoolSize(SIZE))) {
            fill(pool);

            pool.broken();

            Eventually.becomes(0, () -> total(pool));
        }
    }

    @Test
    void databaseThatDoesNotRespondFailsQueriesAtOnceUntilItDoes() {
        Duration second = Duration.ofSeconds(1);
        JdbcConfig shortTimeouts = firewall.config().withTimeouts(second, second, second.multipliedBy(2));
        try (ConnectionPool pool = new ConnectionPool(shortTimeouts)) {
            Eventually.becomes(true, () -> connects(pool));

            firewall.forgetNewOnes(true);
            Eventually.becomes(false, () -> connects(pool));
            // A query that fails at once uses neither the pool nor the database.
            SQLException failure = assertThrows(SQLException.class, pool::take);
            assertEquals("the database does not respond", failure.getMessage());
            assertInstanceOf(SQLException.class, failure.getCause());

            firewall.forgetNewOnes(false);
            Eventually.becomes(true, () -> connects(pool));
        }
    }

    @Test
    void exhaustedPoolIsNotMistakenForADeadDatabaseForLong() throws SQLException {
        Duration timeout = Duration.ofSeconds(30);
        JdbcConfig single = firewall.config()
                .withPoolSize(1)
                .withTimeouts(Duration.ofMillis(250), timeout, timeout.multipliedBy(2));
        try (ConnectionPool pool = new ConnectionPool(single)) {
            Eventually.becomes(true, () -> connects(pool));
            try (Connection taken = pool.take()) {
                assertThrows(SQLException.class, pool::take);
                assertTrue(taken.isValid(30));
            }
            Eventually.becomes(true, () -> connects(pool));
            assertEquals(1, total(pool));
        }
    }
}
