package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.output.ValidateResult;

/**
 * Versioned scripts in the resources of this package, and how far a database has come with them. Keeps its own history
 * table, so that it can share a database with others who use Flyway.
 */
final class TransferSchema {

    private static final String SCRIPTS = "classpath:org/volumetransfers/adapter/jdbc/";

    private final DataSource database;
    private final String scripts;
    private final String history;

    private TransferSchema(DataSource database, String scripts, String history) {
        this.database = database;
        this.scripts = scripts;
        this.history = history;
    }

    /** The table of transfers. */
    static TransferSchema transfers(DataSource database) {
        return new TransferSchema(database, "schema", "volume_transfer_schema_history");
    }

    /** What is kept beside it for large offsets, where that is wanted. */
    static TransferSchema milestones(DataSource database) {
        return new TransferSchema(database, "milestones", "volume_transfer_milestone_history");
    }

    /**
     * Brings the database up to date.
     *
     * @throws FlywayException when it cannot be reached or cannot be changed
     * @throws IllegalStateException when its connections are not in auto-commit mode
     */
    void migrate() {
        try {
            run(Flyway::migrate);
        } catch (FlywayException e) {
            // Flyway looks for its history before it takes its lock: of two that begin at the same time one fails.
            if (SqlFailures.isTrouble(e)) {
                throw e;
            }
            run(Flyway::migrate);
        }
    }

    /**
     * Checks that the database is up to date.
     *
     * @throws FlywayException when it is not, or cannot be reached
     * @throws IllegalStateException when its connections are not in auto-commit mode
     */
    void check() {
        run(this::check);
    }

    private void check(Flyway flyway) {
        MigrationInfoService info = flyway.info();
        if (info.current() == null) {
            throw new FlywayException("the schema was never applied: there is no table " + history);
        }
        ValidateResult result = flyway.validateWithResult();
        if (!result.validationSuccessful) {
            throw new FlywayException(result.getAllErrorMessages());
        }
    }

    /**
     * Runs Flyway on a single connection, which is closed afterwards. Flyway takes one for its history and another one to
     * migrate, but a pool or a role may have one left only. What a migration does and its row in the history are then one
     * transaction, which begins with Flyway's lock.
     */
    private void run(Consumer<Flyway> work) {
        try (Connection connection = Connections.inAutoCommit(database)) {
            Connection kept = Replaced.method(Connection.class, connection, "close", () -> null);
            work.accept(Flyway.configure(TransferSchema.class.getClassLoader())
                    .dataSource(Replaced.method(DataSource.class, database, "getConnection", () -> kept))
                    .locations(SCRIPTS + scripts)
                    .validateMigrationNaming(true)
                    .table(history)
                    // A database that others use is not empty; this schema starts from nothing in it all the same.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .connectRetries(0)
                    .load());
        } catch (SQLException e) {
            throw new FlywayException("the database cannot be reached: " + e.getMessage(), e);
        }
    }
}
