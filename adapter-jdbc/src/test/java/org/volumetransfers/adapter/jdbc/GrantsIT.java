package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Summary;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.testkit.SampleTransfers;

/** The roles of {@code docs/grants.sql}: each can do its own work and no more. */
class GrantsIT {

    private static final ProjectId P = new ProjectId("p");
    private static final VolumeTransfer TRANSFER = SampleTransfers.plain(P, 1);
    private static final String DENIED = "42501";

    private final JdbcConfig database = Databases.fresh();
    private final JdbcConfig owner = as("volume_transfers_owner");
    private final JdbcConfig server = as("volume_transfers_server");
    private final JdbcConfig importer = as("volume_transfers_importer");

    private JdbcConfig as(String role) {
        return Databases.patient(JdbcConfig.to(database.url(), role, "")).withPoolSize(2);
    }

    /** The owner migrates a database that was empty. */
    @BeforeEach
    void grantMigrateAndGrantAgain() {
        grant();
        JdbcStorage.open(owner, SchemaMode.MIGRATE).close();
        grant();
    }

    private void grant() {
        Databases.run(database, Scripts.read("grants.sql", Map.of()));
    }

    private Summary imported() {
        try (JdbcTransferImport load = JdbcStorage.startImport(importer, SchemaMode.CHECK)) {
            load.put(StoredTransfer.pending(TRANSFER), 1, 1);
            return load.commit();
        }
    }

    private void assertServes(SchemaMode mode) {
        try (JdbcStorage storage = JdbcStorage.open(server, mode)) {
            assertEquals(
                    TRANSFER,
                    storage.transfers()
                            .page(PageQuery.atOffset(P, 0, 10))
                            .transfers()
                            .get(0));
            assertEquals(TRANSFER, storage.lookup().find(P, TRANSFER.id()).orElseThrow());
        }
    }

    private static void assertDenied(JdbcConfig role, String statement) throws SQLException {
        try (Connection connection = Databases.connect(role);
                var query = connection.createStatement()) {
            SQLException denied = assertThrows(SQLException.class, () -> query.execute(statement));
            assertEquals(DENIED, denied.getSQLState(), denied.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(SchemaMode.class)
    void theServerServesWhatTheImporterImports(SchemaMode mode) {
        assertEquals(new Summary(1, 0, 0), imported());
        assertEquals(new Summary(0, 0, 1), imported());

        assertServes(mode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into volume_transfer select * from volume_transfer",
                "update volume_transfer set name = name",
                "delete from volume_transfer",
                "truncate volume_transfer",
                "alter table volume_transfer add extra text",
                "drop table volume_transfer",
                "delete from volume_transfer_schema_history",
                "create table public.own (id text)",
                "set role volume_transfers_owner"
            })
    void theServerOnlyReads(String statement) throws SQLException {
        restrictPublic();

        assertDenied(server, statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from volume_transfer",
                "truncate volume_transfer",
                "alter table volume_transfer add extra text",
                "drop table volume_transfer",
                "insert into volume_transfer_schema_history select * from volume_transfer_schema_history",
                "create table public.own (id text)",
                "set role volume_transfers_owner"
            })
    void theImporterOnlyReadsInsertsAndUpdates(String statement) throws SQLException {
        restrictPublic();

        assertDenied(importer, statement);
    }

    /** The default since PostgreSQL 15; docs/scaling.md recommends it for earlier versions. */
    private void restrictPublic() {
        Databases.run(database, "revoke create on schema public from public");
    }

    @Test
    void theScriptChangesNothingWhenRunAgain() {
        String before = privileges();

        grant();

        assertTrue(before.contains("volume_transfers_importer"), before);
        assertEquals(before, privileges());
    }

    @Test
    void theScriptAppliesToTablesOfAnotherOwner() {
        Databases.run(
                database,
                "alter table volume_transfer owner to postgres",
                "alter table volume_transfer_schema_history owner to postgres",
                "revoke all on volume_transfer, volume_transfer_schema_history"
                        + " from volume_transfers_server, volume_transfers_importer");
        grant();

        imported();
        assertServes(SchemaMode.CHECK);
        JdbcStorage.open(owner, SchemaMode.MIGRATE).close();
    }

    @Test
    void tablesOfLaterMigrationsCanBeRead() {
        Databases.run(owner, "create table later (id text)");

        Databases.run(server, "select * from later");
        Databases.run(importer, "select * from later");
    }

    private String privileges() {
        return Databases.value(database, """
                select concat_ws(' ',
                    (select string_agg(concat_ws(' ', relname, relowner::regrole, relacl), ', ' order by relname)
                        from pg_class where relname like 'volume_transfer%'),
                    (select nspacl from pg_namespace where nspname = 'public'),
                    (select datacl from pg_database where datname = current_database()),
                    (select string_agg(defaclacl::text, ', ' order by oid) from pg_default_acl),
                    (select string_agg(rolname, ', ' order by rolname) from pg_roles))
                """);
    }
}
