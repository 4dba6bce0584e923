package org.volumetransfers.adapter.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;

/** The connections that storage takes until its schema is in place, as a role that may have only one. */
class SchemaConnectionsIT {

    private static final String MIGRATIONS =
            "select count(*) from volume_transfer_schema_history where version = '001' and success";

    private final JdbcConfig database = Databases.fresh();
    private final String role = Databases.value(database, "select current_database()") + "_role";
    private final JdbcConfig asRole =
            Databases.patient(JdbcConfig.to(database.url(), role, "")).withPoolSize(1);

    @BeforeEach
    void createRole() {
        Databases.run(
                database, "create role " + role + " login connection limit 1", "grant all on schema public to " + role);
    }

    @AfterEach
    void dropRole() {
        Databases.run(database, "drop owned by " + role, "drop role " + role);
    }

    private void assertOpens(JdbcConfig config, SchemaMode mode) {
        try (JdbcStorage storage = JdbcStorage.open(config, mode)) {
            awaitSchema(storage);
            storage.transfers().page(PageQuery.atOffset(new ProjectId("p"), 0, 1));
        }
        awaitNoConnection();
    }

    /** A closed connection counts a moment longer, so that the first attempt may exceed the limit. */
    private static void awaitSchema(JdbcStorage storage) {
        storage.schemaInPlace()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private void awaitNoConnection() {
        String connections = "select count(*) from pg_stat_activity where usename = '" + role + "'";
        Eventually.becomes("0", () -> Databases.value(database, connections));
    }

    @Test
    void oneConnectionSufficesToMigrateAndToCheck() {
        assertOpens(asRole, SchemaMode.MIGRATE);
        assertOpens(asRole, SchemaMode.CHECK);
    }

    @Test
    void unusedStorageHasNoConnection() {
        try (JdbcStorage storage = JdbcStorage.open(asRole.withPoolSize(4), SchemaMode.MIGRATE)) {
            awaitSchema(storage);
            awaitNoConnection();
            storage.check();
        }
    }

    @Test
    void concurrentMigrationsMigrateOnce() {
        List<CompletableFuture<Void>> all = Stream.generate(() -> CompletableFuture.runAsync(
                        () -> JdbcStorage.open(database, SchemaMode.MIGRATE).close()))
                .limit(4)
                .toList();
        all.forEach(CompletableFuture::join);

        assertEquals("1", Databases.value(database, MIGRATIONS));
    }
}
