package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.ValidateResult;
import org.jspecify.annotations.Nullable;

/**
 * The versioned scripts in the resources of this package, and their state in a database. They have a history table of their
 * own, so that the database can be shared with other users of Flyway.
 */
final class TransferSchema {

    private static final String SCRIPTS = "classpath:org/volumetransfers/adapter/jdbc/schema";
    private static final String HISTORY = "volume_transfer_schema_history";

    /** The first version that has everything that this adapter needs. Later scripts only remove what it no longer uses. */
    private static final MigrationVersion SUFFICIENT = MigrationVersion.fromVersion("1");

    private final DataSource database;
    private final TransferTable table;

    TransferSchema(DataSource database, TransferTable table) {
        this.database = database;
        this.table = table;
    }

    /**
     * Brings the database up to date.
     *
     * @throws FlywayException if it cannot be reached or changed
     * @throws IllegalStateException if its connections are not in auto-commit mode
     */
    void migrate() {
        try {
            run(Flyway::migrate);
        } catch (FlywayException e) {
            // Flyway checks for its history before it takes its lock: of two that begin at the same time one fails.
            if (SqlFailures.isTransient(e)) {
                throw e;
            }
            run(Flyway::migrate);
        }
    }

    /**
     * Checks that the database has all that this adapter needs.
     *
     * @return whether it is up to date as well
     * @throws FlywayException if it has not, or cannot be reached
     * @throws IllegalStateException if its connections are not in auto-commit mode
     */
    boolean check() {
        return run(TransferSchema::check);
    }

    private static boolean check(Flyway flyway) {
        MigrationInfoService info = flyway.info();
        @Nullable MigrationInfo current = info.current();
        if (current == null
                || current.getVersion() == null
                || current.getVersion().compareTo(SUFFICIENT) < 0) {
            throw new FlywayException("the schema was never applied: there is no complete table " + HISTORY);
        }
        ValidateResult result = flyway.validateWithResult();
        if (!result.validationSuccessful) {
            throw new FlywayException(result.getAllErrorMessages());
        }
        return info.pending().length == 0;
    }

    /**
     * Runs Flyway on a single connection, which is closed afterwards. Flyway opens one for its history and another one to
     * migrate, but a pool or a role may have only one left. A migration and its row in the history are then one transaction,
     * which begins with Flyway's lock.
     */
    private <T> T run(Function<Flyway, T> work) {
        try (Connection connection = Connections.inAutoCommit(database)) {
            Connection kept = Replaced.method(Connection.class, connection, "close", () -> null);
            FluentConfiguration flyway = Flyway.configure(TransferSchema.class.getClassLoader())
                    .dataSource(Replaced.method(DataSource.class, database, "getConnection", () -> kept))
                    .locations(SCRIPTS)
                    .validateMigrationNaming(true)
                    .ignoreMigrationPatterns("*:pending", "*:future")
                    .table(HISTORY)
                    // A database that others use is not empty; this schema starts from nothing in it nevertheless.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .connectRetries(0);
            if (table.schema() != null) {
                flyway.defaultSchema(table.schema());
            }
            return work.apply(flyway.load());
        } catch (SQLException e) {
            throw new FlywayException("the database cannot be reached: " + e.getMessage(), e);
        }
    }
}
