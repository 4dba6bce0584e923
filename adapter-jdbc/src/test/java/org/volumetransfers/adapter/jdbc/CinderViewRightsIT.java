package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.error.BackendUnavailableException;

/** The privileges of the role of {@code docs/cinder-view.sql}, and the result of dropping everything again. */
class CinderViewRightsIT {

    private static final String DENIED = "42501";

    private JdbcConfig database;
    private JdbcConfig reader;

    @BeforeEach
    void createView() {
        database = CinderDatabase.fresh();
        CinderDatabase.makeView(database);
        Databases.run(
                database,
                "insert into volumes (id, project_id, volume_type_id, deleted) values ('v', 'firstproject', 'type', false)",
                "insert into transfers (id, volume_id, created_at, deleted, salt, crypt_hash)"
                        + " values ('t', 'v', '2025-01-01', false, 'salt', 'hash')");
        reader = CinderDatabase.asReader(database);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select salt from public.transfers",
                "select id from public.transfers",
                "select id from public.volumes",
                "create table volume_transfers.own (id text)",
                "create or replace view volume_transfers.volume_transfer as select 1",
                "delete from public.transfers",
                "set role postgres"
            })
    void theReaderHasNoOtherPrivilege(String statement) throws SQLException {
        try (Connection connection = Databases.connect(reader);
                var query = connection.createStatement()) {
            query.execute("select * from volume_transfer");

            SQLException denied = assertThrows(SQLException.class, () -> query.execute(statement));
            assertEquals(DENIED, denied.getSQLState(), denied.getMessage());
        }
    }

    @Test
    void theOnlyGrantOfTheReaderIsToSelectFromTheView() throws SQLException {
        assertEquals(
                List.of("volume_transfers.volume_transfer SELECT NO"),
                strings("select concat_ws(' ', table_schema || '.' || table_name, privilege_type, is_grantable)"
                        + " from information_schema.role_table_grants where grantee = 'volume_transfers_reader'"));
    }

    @Test
    void theViewHasNoSecrets() throws SQLException {
        assertEquals(
                List.of("project_id", "id", "volume_id", "name", "created_at", "status"),
                strings("select attname from pg_attribute where attrelid = 'volume_transfers.volume_transfer'::regclass"
                        + " order by attnum"));
    }

    @Test
    void theScriptMayRunAgain() {
        CinderDatabase.makeView(database);

        assertEquals(1, listed());
    }

    @Test
    void everythingCanBeDroppedAndCreatedAgain() throws SQLException {
        CinderDatabase.dropView(database);

        assertThrows(BackendUnavailableException.class, this::listed);
        assertEquals(
                List.of("transfers", "volumes"),
                strings("select relname from pg_class"
                        + " where relkind in ('r', 'v') and relnamespace = 'public'::regnamespace order by 1"));
        assertEquals(List.of(), strings("select relname from pg_class where relname like 'volume_transfer%'"));
        assertEquals(List.of(), strings("select nspname from pg_namespace where nspname = 'volume_transfers'"));
        assertEquals(
                List.of(),
                strings("select array_to_string(setconfig, ' ') from pg_db_role_setting"
                        + " where setdatabase = (select oid from pg_database where datname = current_database())"));
        assertEquals(List.of("t"), strings("select id from transfers"));

        CinderDatabase.dropView(database);
        CinderDatabase.makeView(database);
        assertEquals(1, listed());
    }

    /** Counts the transfers that storage lists as the reader. */
    private int listed() {
        try (JdbcStorage storage = JdbcStorage.open(reader, SchemaMode.NONE)) {
            return storage.transfers()
                    .page(PageQuery.atOffset(new ProjectId("firstproject"), 0, 10))
                    .transfers()
                    .size();
        }
    }

    private List<String> strings(String query) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (Connection connection = Databases.connect(database);
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            while (result.next()) {
                strings.add(result.getString(1));
            }
        }
        return strings;
    }
}
