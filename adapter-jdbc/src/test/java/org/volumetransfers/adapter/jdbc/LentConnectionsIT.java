package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.jdbc.PgStatement;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Summary;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.InvalidConfigurationException;
import org.volumetransfers.testkit.SampleTransfers;

/** Storage on the connections of a host application. */
class LentConnectionsIT {

    private static final ProjectId P = new ProjectId("p");
    private static final VolumeTransfer ROW = SampleTransfers.plain(P, 0);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final JdbcConfig database = Databases.fresh();

    private static List<VolumeTransfer> listed(JdbcStorage storage) {
        return storage.transfers().page(PageQuery.atOffset(P, 0, 10)).transfers();
    }

    private HikariDataSource pool(int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.user());
        pool.setMaximumPoolSize(size);
        return pool;
    }

    @Test
    void poolOfOneConnectionSuffices() {
        try (HikariDataSource lent = pool(1);
                JdbcStorage storage = JdbcStorage.using(lent, SchemaMode.MIGRATE, TIMEOUT)) {
            try (JdbcTransferImport running = storage.startImport()) {
                running.put(StoredTransfer.pending(ROW), 1, 1);
                assertEquals(new Summary(1, 0, 0), running.commit());
            }
            assertEquals(List.of(ROW), listed(storage));
            storage.check();
            JdbcStorage.using(lent, SchemaMode.CHECK, TIMEOUT).close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.000999S", "PT24H0.001S", "PT1193046H"})
    void timeoutsOutOfBoundsAreRejected(Duration timeout) {
        DataSource lent = DriverDatabase.any(database);

        InvalidConfigurationException e = assertThrows(
                InvalidConfigurationException.class, () -> JdbcStorage.using(lent, SchemaMode.NONE, timeout));

        assertEquals("statement timeout must be 1 ms to 1 day", e.getMessage());
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void timeoutBelowASecondIsKept() throws SQLException {
        JdbcStorage.open(database, SchemaMode.MIGRATE).close();
        try (HikariDataSource lent = pool(1);
                JdbcStorage storage = JdbcStorage.using(lent, SchemaMode.CHECK, Duration.ofMillis(300));
                Connection locking = Databases.connect(database);
                Statement statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("lock table volume_transfer in access exclusive mode");

            BackendUnavailableException e = assertThrows(BackendUnavailableException.class, () -> listed(storage));

            SQLException cause = assertInstanceOf(SQLException.class, e.getCause());
            assertEquals("57014", cause.getSQLState(), cause::toString);
        }
    }

    @Test
    void timeoutIsSetInMillisecondsIfTheStatementUnwraps() throws SQLException {
        StatementTimeout timeout = StatementTimeout.of(Duration.ofMillis(1300));
        try (HikariDataSource lent = pool(1);
                Connection connection = lent.getConnection();
                Statement statement = connection.createStatement()) {
            timeout.applyTo(statement);
            assertEquals(1300, statement.unwrap(PgStatement.class).getQueryTimeoutMs());

            timeout.applyTo(Replaced.method(Statement.class, statement, "isWrapperFor", () -> false));
            assertEquals(2000, statement.unwrap(PgStatement.class).getQueryTimeoutMs());
        }
    }

    @Test
    void migrationKeepsTheSearchPathOfTheSession() throws SQLException {
        Databases.run(database, "create schema special");
        HikariDataSource lent = pool(1);
        lent.setConnectionInitSql("set search_path = special, public");
        try (lent) {
            JdbcStorage.using(lent, SchemaMode.MIGRATE, TIMEOUT).close();

            try (Connection connection = lent.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("show search_path")) {
                assertTrue(row.next());
                assertEquals("special, public", row.getString(1));
            }
        }
    }

    private static void assertRejected(Executable use) {
        IllegalStateException e = assertThrows(IllegalStateException.class, use);
        assertTrue(String.valueOf(e.getMessage()).contains("pass one whose connections are in auto-commit mode"));
    }

    @Test
    void poolWithoutAutoCommitIsRejected() {
        JdbcStorage.open(database, SchemaMode.MIGRATE).close();
        HikariDataSource lent = pool(1);
        lent.setAutoCommit(false);
        try (lent;
                JdbcStorage storage = JdbcStorage.using(lent, SchemaMode.NONE, TIMEOUT)) {
            assertRejected(() -> JdbcStorage.using(lent, SchemaMode.CHECK, TIMEOUT));
            assertRejected(() -> JdbcStorage.using(lent, SchemaMode.MIGRATE, TIMEOUT));
            assertRejected(() -> listed(storage));
            assertRejected(storage::check);
            assertRejected(storage::startImport);
            assertEquals(0, lent.getHikariPoolMXBean().getActiveConnections());
        }
    }

    /** The DataSource behaves like the proxy of a framework, which returns the connection of the current transaction. */
    @Test
    void transactionOfTheHostIsNeitherUsedNorEnded() throws SQLException {
        JdbcStorage.open(database, SchemaMode.MIGRATE).close();
        Databases.run(database, "create table host (id integer)");
        try (Connection transaction = Databases.connect(database);
                Statement statement = transaction.createStatement()) {
            Connection shared = Replaced.method(Connection.class, transaction, "close", () -> null);
            DataSource aware =
                    Replaced.method(DataSource.class, DriverDatabase.any(database), "getConnection", () -> shared);
            try (JdbcStorage storage = JdbcStorage.using(aware, SchemaMode.NONE, TIMEOUT)) {
                transaction.setAutoCommit(false);
                statement.execute("insert into host values (1)");

                assertRejected(() -> JdbcStorage.using(aware, SchemaMode.CHECK, TIMEOUT));
                assertRejected(() -> JdbcStorage.using(aware, SchemaMode.MIGRATE, TIMEOUT));
                assertRejected(() -> listed(storage));
                assertRejected(storage::startImport);

                assertEquals("0", Databases.value(database, "select count(*) from host"), "committed");
                transaction.commit();
                assertEquals("1", Databases.value(database, "select count(*) from host"), "rolled back");
            }
        }
    }
}
