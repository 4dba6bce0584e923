package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.jdbc.JdbcConfig;
import org.volumetransfers.adapter.jdbc.SchemaMode;
import org.volumetransfers.bootstrap.settings.InvalidSettingsException;

/** The settings for the database of the server. */
class DatabaseSettingsTest {

    static final String URL = "jdbc:postgresql://db.example/transfers";
    static final String REQUIRED = ": required for PostgreSQL";
    private static final String NOT_FOR_MEMORY = ": applies only with --storage postgres";

    private final Path directory;

    DatabaseSettingsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private static StorageChoice.Jdbc postgres(Map<String, String> environment, String... options)
            throws InvalidSettingsException {
        List<String> args = new ArrayList<>(List.of("--storage=postgres", "--jdbc-url=" + URL, "--db-user=evs"));
        args.addAll(List.of(options));
        return ReadSettings.of(environment, args.toArray(String[]::new)).postgres();
    }

    private static StorageChoice.Jdbc postgres(String... options) throws InvalidSettingsException {
        return postgres(Map.of(), options);
    }

    private String file(String content) throws IOException {
        return Files.writeString(directory.resolve("password"), content).toString();
    }

    @Test
    void urlAndUserAreEnough() throws InvalidSettingsException {
        assertEquals(new StorageChoice.Jdbc(JdbcConfig.to(URL, "evs", ""), SchemaMode.MIGRATE), postgres());
    }

    @Test
    void everythingElseIsAnOptionOrAVariable() throws InvalidSettingsException {
        Map<String, String> options = Map.of(
                "db-pool-size", "9",
                "db-connection-timeout", "3",
                "db-statement-timeout", "4",
                "db-socket-timeout", "6",
                "schema", "check",
                "storage-queue", "77");
        JdbcConfig config = JdbcConfig.to(URL, "evs", "")
                .withPoolSize(9)
                .withTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(6))
                .withQueue(77, Duration.ofSeconds(5));
        Map<String, String> variables = new HashMap<>();
        options.forEach((name, value) ->
                variables.put("VOLUME_TRANSFERS_" + name.replace('-', '_').toUpperCase(Locale.ROOT), value));

        StorageChoice.Jdbc expected = new StorageChoice.Jdbc(config, SchemaMode.CHECK);
        assertEquals(expected, postgres(variables));
        assertEquals(
                expected,
                postgres(options.entrySet().stream()
                        .map(option -> "--" + option.getKey() + "=" + option.getValue())
                        .toArray(String[]::new)));
    }

    @Test
    void theRemovedOptionForDeepPagesIsRefusedWithAnExplanation() {
        assertEquals(
                List.of("--deep-pages: removed without a replacement; see the upgrade notes in CHANGELOG.md"),
                ReadSettings.errors("--storage=postgres", "--jdbc-url=" + URL, "--db-user=evs", "--deep-pages=on"));
    }

    @Test
    void schemaModeIsRead() throws InvalidSettingsException {
        assertEquals(SchemaMode.NONE, postgres("--schema", "none").schema());
        assertEquals(SchemaMode.MIGRATE, postgres("--schema", "migrate").schema());
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cr3t and more", "s3cr3t and more\n", "s3cr3t and more\r\n"})
    void passwordIsTheOnlyLineOfItsFile(String content) throws Exception {
        String file = file(content);

        assertEquals(
                "s3cr3t and more",
                postgres("--db-password-file", file).database().password());
        assertEquals(
                "s3cr3t and more",
                postgres(Map.of("VOLUME_TRANSFERS_DB_PASSWORD_FILE", file))
                        .database()
                        .password());
    }

    @Test
    void passwordMayBeAVariableButNotAnOption() throws InvalidSettingsException {
        assertEquals(
                "s3cr3t",
                postgres(Map.of("VOLUME_TRANSFERS_DB_PASSWORD", "s3cr3t"))
                        .database()
                        .password());
        assertEquals(
                List.of("--db-password: unknown option; did you mean --db-password-file?"),
                ReadSettings.errors(
                        "--storage=postgres", "--jdbc-url=" + URL, "--db-user=u", "--db-password", "s3cr3t"));
    }

    @Test
    void passwordIsNotPrinted() throws InvalidSettingsException {
        String printed =
                postgres(Map.of("VOLUME_TRANSFERS_DB_PASSWORD", "s3cr3t")).toString();

        assertFalse(printed.contains("s3cr3t"), printed);
        assertTrue(printed.startsWith("postgres, " + URL + ", role evs, "), printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\ns3cr3t", "s3cr3t\ns3cr3t"})
    void passwordFileMustHaveOneLine(String content) throws IOException {
        String file = file(content);

        assertEquals(
                List.of(file + ":1:1: the file must contain exactly one line, the password"),
                ReadSettings.errors(
                        "--storage=postgres", "--jdbc-url=" + URL, "--db-user=u", "--db-password-file=" + file));
    }

    @Test
    void twoPasswordsAreAnError() throws IOException {
        assertEquals(
                List.of("--db-password-file: conflicts with VOLUME_TRANSFERS_DB_PASSWORD; set only one of them"),
                ReadSettings.errors(
                        Map.of("VOLUME_TRANSFERS_DB_PASSWORD", "s3cr3t"),
                        "--storage=postgres",
                        "--jdbc-url=" + URL,
                        "--db-user=u",
                        "--db-password-file=" + file("other")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--jdbc-url|mysql://db/x|must start with jdbc:postgresql://",
                "--jdbc-url|jdbc:postgresql://db/x?password=s3cr3t|must not contain a password, which is set separately",
                "--jdbc-url|jdbc:postgresql://db/x?user=other|must not contain a user, which is set separately",
                "--jdbc-url|jdbc:postgresql://db/x?loginTimeout=0|must have a loginTimeout of 1 to 99999 seconds",
                "--db-pool-size|0|must be a whole number, 1 to 1000",
                "--db-pool-size|1001|must be a whole number, 1 to 1000",
                "--db-connection-timeout|0|must be a whole number, 1 to 86400",
                "--db-statement-timeout|1.5|must be a whole number, 1 to 86400",
                "--db-socket-timeout|5|must be longer than the statement timeout",
                "--db-socket-timeout|never|must be a whole number, 1 to 86400",
                "--schema|drop|must be migrate, check or none",
                "--storage-queue|0|must be a whole number, 1 to 1000000",
                "--db-password-file|no-such-file|cannot read no-such-file: no such file",
            })
    void errorNamesTheOption(String option, String value, String error) {
        List<String> args = new ArrayList<>(List.of("--storage=postgres", "--db-user=u", option + "=" + value));
        if (!option.equals("--jdbc-url")) {
            args.add("--jdbc-url=" + URL);
        }

        assertEquals(List.of(option + ": " + error), ReadSettings.errors(args.toArray(String[]::new)));
    }

    @Test
    void allErrorsAreReportedTogether() {
        assertEquals(
                List.of(
                        "--data: applies only with --storage memory; the import command loads a file into PostgreSQL",
                        "--db-user" + REQUIRED,
                        "--jdbc-url" + REQUIRED,
                        "--db-pool-size: must be a whole number, 1 to 1000",
                        "--db-statement-timeout: must be a whole number, 1 to 86400",
                        "--db-socket-timeout: must be a whole number, 1 to 86400",
                        "--storage-queue: must be a whole number, 1 to 1000000",
                        "--schema: must be migrate, check or none"),
                ReadSettings.errors(
                        "--storage=postgres",
                        "--data=x",
                        "--db-pool-size=x",
                        "--db-statement-timeout=x",
                        "--db-socket-timeout=x",
                        "--schema=x",
                        "--storage-queue=x"));
    }

    @Test
    void databaseSettingsDoNotApplyToMemory() {
        assertEquals(
                List.of("--jdbc-url" + NOT_FOR_MEMORY, "VOLUME_TRANSFERS_DB_USER" + NOT_FOR_MEMORY),
                ReadSettings.errors(Map.of("VOLUME_TRANSFERS_DB_USER", "u"), "--jdbc-url", URL));
    }
}
