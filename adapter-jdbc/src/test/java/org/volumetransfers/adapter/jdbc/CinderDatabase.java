package org.volumetransfers.adapter.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Databases with the tables of Cinder that the list reads, and the scripts of the documentation for them. */
final class CinderDatabase {

    private static final String TABLES = "cinder-tables.sql";
    private static final String VIEW = "docs/cinder-view.sql";
    private static final String DROP = "docs/cinder-view-drop.sql";

    private CinderDatabase() {}

    /** A fresh database with Cinder's empty tables, as its owner sees it. */
    static JdbcConfig fresh() {
        JdbcConfig database = Databases.fresh();
        runScript(database, resource(TABLES));
        return database;
    }

    /** Runs the script that makes view, indexes and role. */
    static void makeView(JdbcConfig database) {
        runScript(database, document(VIEW));
    }

    /** Runs the script that takes them away. */
    static void dropView(JdbcConfig database) {
        runScript(database, document(DROP));
    }

    /** The same database as the role sees it that the script makes. Tests need no password. */
    static JdbcConfig asReader(JdbcConfig database) {
        return Databases.patient(JdbcConfig.to(database.url(), "volume_transfers_reader", ""))
                .withPoolSize(4);
    }

    /** Statement after statement, each on its own as psql sends them: an index built concurrently wants no transaction. */
    private static void runScript(JdbcConfig database, String script) {
        Databases.run(database, statements(script).toArray(String[]::new));
    }

    /** A statement ends with a semicolon at the end of a line, but for those within dollar quotes. */
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
            throw new IllegalStateException("a statement does not end: " + statement);
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

    /** A file of the repository, above the directory of the module in which tests run. */
    private static String document(String relative) {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve(relative))) {
            directory = Objects.requireNonNull(directory.getParent(), "the tests run outside the repository");
        }
        try {
            return Files.readString(directory.resolve(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
