package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Summary;
import org.volumetransfers.application.blocking.PageWorkers.Limits;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** Storage in the database of a host application that migrates its own tables with Flyway. */
class HostFlywayIT {

    private static final ProjectId P = new ProjectId("p");
    private static final VolumeTransfer ROW = SampleTransfers.plain(P, 0);
    private static final String OWN = "volume_transfers";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final JdbcConfig database = Databases.fresh();

    private FluentConfiguration host() {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations("classpath:org/volumetransfers/adapter/jdbc/host");
    }

    private void assertHostMigrates(FluentConfiguration configuration) {
        configuration.load().migrate();
        assertEquals("0", Databases.value(database, "select count(*) from host"));
    }

    private void assertStores(JdbcStorage storage) {
        try (JdbcTransferImport running = storage.startImport()) {
            running.put(StoredTransfer.pending(ROW), 1, 1);
            assertEquals(new Summary(1, 0, 0), running.commit());
        }
        assertEquals(
                List.of(ROW),
                storage.transfers().page(PageQuery.atOffset(P, 0, 10)).transfers());
        assertEquals(ROW, storage.lookup().find(P, ROW.id()).orElseThrow());
        storage.check();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namedSchemaWorksInEitherOrder(boolean hostFirst) {
        if (hostFirst) {
            assertHostMigrates(host());
        }
        DataSource lent = DriverDatabase.any(database);
        Limits limits = new Limits(2, 100, TIMEOUT);
        try (JdbcStorage storage = JdbcStorage.using(lent, SchemaMode.MIGRATE, TIMEOUT, limits, OWN)) {
            assertStores(storage);
        }
        if (!hostFirst) {
            assertHostMigrates(host());
        }
        assertEquals("1", Databases.value(database, "select count(*) from volume_transfers.volume_transfer"));
        JdbcStorage.open(database.withSchemaName(OWN), SchemaMode.CHECK).close();
    }

    @Test
    void schemaThatIsMissingIsReported() {
        assertThrows(
                WrongSchemaException.class, () -> JdbcStorage.open(database.withSchemaName(OWN), SchemaMode.CHECK));
    }

    @Test
    void sharedSchemaWorksIfTheHostMigratesFirst() {
        assertHostMigrates(host());

        try (JdbcStorage storage = JdbcStorage.open(database, SchemaMode.MIGRATE)) {
            assertStores(storage);
        }
        assertHostMigrates(host());
    }

    @Test
    void sharedSchemaThatIsNotEmptyRequiresABaselineOfTheHost() {
        JdbcStorage.open(database, SchemaMode.MIGRATE).close();

        assertThrows(FlywayException.class, () -> host().load().migrate());
        assertHostMigrates(host().baselineOnMigrate(true).baselineVersion("0"));
    }
}
