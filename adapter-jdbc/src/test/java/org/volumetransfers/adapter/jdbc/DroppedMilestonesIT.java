package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** Databases of earlier versions, which kept milestones for large offsets beside the table. */
class DroppedMilestonesIT {

    private static final ProjectId P = new ProjectId("p");
    private static final List<VolumeTransfer> ROWS = SampleTransfers.plainRows(P, 3);
    private static final String SCRIPTS = "classpath:org/volumetransfers/adapter/jdbc/";

    /** Everything of the schema but the table itself, its indexes and its history. */
    private static final String LEFTOVERS = """
            select count(*)
            from (
                select relname from pg_class where relkind in ('r', 'S') and relname ~ 'milestone|change'
                union all
                select proname from pg_proc where proname ~ '^volume_transfer'
                union all
                select tgname from pg_trigger where not tgisinternal
            ) as leftovers
            """;

    private final JdbcConfig database = databaseWithMilestones();

    /** As version 0.1 created it with {@code --deep-pages on}. */
    private static JdbcConfig databaseWithMilestones() {
        JdbcConfig created = Databases.fresh();
        migrate(created, "schema", "volume_transfer_schema_history", "1");
        migrate(created, "milestones", "volume_transfer_milestone_history", "2");
        Databases.seedPending(created, ROWS);
        return created;
    }

    private static void migrate(JdbcConfig database, String scripts, String history, String target) {
        Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .locations(SCRIPTS + scripts)
                .table(history)
                .target(target)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    private String leftovers() {
        return Databases.value(database, LEFTOVERS);
    }

    private void assertServes(JdbcConfig config, SchemaMode mode) {
        try (JdbcStorage storage = JdbcStorage.open(config, mode)) {
            assertEquals(
                    ROWS, storage.transfers().page(PageQuery.atOffset(P, 0, 10)).transfers());
        }
    }

    @Test
    void migrationDropsThem() {
        assertServes(database, SchemaMode.MIGRATE);

        assertEquals("0", leftovers());
        assertServes(database, SchemaMode.CHECK);
    }

    @Test
    void serverThatOnlyChecksServesBesideThem() {
        String before = leftovers();

        assertServes(database, SchemaMode.CHECK);

        assertEquals(before, leftovers());
    }

    @ParameterizedTest
    @EnumSource(SchemaMode.class)
    void roleThatMayNotDropThemServesBesideThem(SchemaMode mode) {
        String role = "reader_of_" + Databases.value(database, "select current_database()");
        Databases.run(
                database,
                "create role " + role + " login",
                "grant select on volume_transfer, volume_transfer_schema_history to " + role);
        String before = leftovers();

        assertServes(Databases.patient(JdbcConfig.to(database.url(), role, "")), mode);

        assertEquals(before, leftovers());
    }

    @Test
    void scriptDropsThemAndMayRunAgain() {
        for (int run = 0; run < 2; run++) {
            Databases.run(database, Scripts.read("milestones-drop.sql", Map.of()));
            assertEquals("0", leftovers());
        }
        assertServes(database, SchemaMode.CHECK);
        assertServes(database, SchemaMode.MIGRATE);
    }

    @Test
    void milestonesOfAnotherSchemaAreKept() {
        String before = leftovers();

        JdbcStorage.open(database.withSchemaName("other"), SchemaMode.MIGRATE).close();

        assertEquals(before, leftovers());
    }
}
