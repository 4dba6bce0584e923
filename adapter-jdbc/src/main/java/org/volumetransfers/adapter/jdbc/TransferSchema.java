package org.volumetransfers.adapter.jdbc;

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

    private final Flyway flyway;
    private final String history;

    private TransferSchema(DataSource database, String scripts, String history) {
        this.history = history;
        this.flyway = Flyway.configure(TransferSchema.class.getClassLoader())
                .dataSource(database)
                .locations(SCRIPTS + scripts)
                .validateMigrationNaming(true)
                .table(history)
                // A database that others use is not empty; ours starts from nothing in it all the same.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .connectRetries(0)
                .load();
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
     */
    void migrate() {
        flyway.migrate();
    }

    /**
     * Checks that the database is up to date.
     *
     * @throws FlywayException when it is not, or cannot be reached
     */
    void check() {
        MigrationInfoService info = flyway.info();
        if (info.current() == null) {
            throw new FlywayException("the schema was never applied: there is no table " + history);
        }
        ValidateResult result = flyway.validateWithResult();
        if (!result.validationSuccessful) {
            throw new FlywayException(result.getAllErrorMessages());
        }
    }
}
