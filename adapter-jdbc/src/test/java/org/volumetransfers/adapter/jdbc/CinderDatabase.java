package org.volumetransfers.adapter.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Databases with the tables of Cinder that the list reads, and the scripts of the documentation for them. */
final class CinderDatabase {

    /** As {@code docs/cinder-view.sql} of version 0.1 defined it. */
    private static final String EARLIER_VIEW = """
            create view volume_transfers.volume_transfer as
            select volume.project_id, transfer.id collate "C" as id, transfer.volume_id, transfer.display_name as name,
                coalesce(transfer.created_at, timestamp '9999-12-31 23:59:59.999999') at time zone 'UTC' as created_at,
                text 'pending' as status
            from public.transfers as transfer
            join public.volumes as volume on volume.id = transfer.volume_id
            where transfer.deleted is false
            """;

    private static final String TABLES = "cinder-tables.sql";
    private static final String VIEW = "cinder-view.sql";
    private static final String DROP = "cinder-view-drop.sql";

    private CinderDatabase() {}

    /** Creates a database with Cinder's empty tables, and returns it for their owner. */
    static JdbcConfig fresh() {
        JdbcConfig database = Databases.fresh();
        runScript(database, resource(TABLES));
        return database;
    }

    /** Runs the script that creates view, indexes and role. */
    static void makeView(JdbcConfig database) {
        runScript(database, Scripts.read(VIEW, Map.of()));
    }

    /** Runs the script that drops them. */
    static void dropView(JdbcConfig database) {
        runScript(database, Scripts.read(DROP, Map.of()));
    }

    /** Returns the same database for the role that the script creates. Tests need no password. */
    static JdbcConfig asReader(JdbcConfig database) {
        return Databases.patient(JdbcConfig.to(database.url(), "volume_transfers_reader", ""))
                .withPoolSize(4);
    }

    /** Sends each statement by itself as psql does: an index cannot be built concurrently in a transaction. */
    private static void runScript(JdbcConfig database, String script) {
        Databases.run(database, statements(script).toArray(String[]::new));
    }

    /** Splits at semicolons at the end of a line, except within dollar quotes. */
    private static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : script.lines().filter(line -> !line.startsWith("--")).toList()) {
            statement.append(line).append('\n');
            if (line.endsWith(";") && statement.toString().split("\\$\\$", -1).length % 2 == 1) {
                statements.add(statement.toString());
                statement.setLength(0);
            }
        }
        if (!statement.toString().isBlank()) {
            throw new IllegalStateException("missing semicolon: " + statement);
        }
        return statements;
    }

    private static String resource(String name) {
        try (InputStream content = Objects.requireNonNull(CinderDatabase.class.getResourceAsStream(name), name)) {
            return new String(content.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the view by that of version 0.1. */
    static void makeEarlierView(JdbcConfig database) {
        Databases.run(database, "drop view volume_transfers.volume_transfer", EARLIER_VIEW, """
                grant select on volume_transfers.volume_transfer to volume_transfers_reader
                """);
    }
}
