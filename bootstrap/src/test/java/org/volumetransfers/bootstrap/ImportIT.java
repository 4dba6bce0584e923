package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.bootstrap.files.FileTexts;
import org.volumetransfers.bootstrap.logging.TestLogging;

/** The command {@code import}, on a real database. */
class ImportIT {

    private static final String OTHER = FileTexts.with("name", "\"two\"");

    private static EmbeddedPostgres postgres;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path directory;

    ImportIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = TestDatabase.builder().start();
    }

    @AfterAll
    static void closeDatabase() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void dropTables() throws SQLException {
        query("drop schema public cascade; create schema public; select 1");
    }

    @AfterEach
    void restoreLogging() {
        TestLogging.restore();
    }

    private static String url() {
        return postgres.getJdbcUrl("postgres", "postgres").replaceAll("\\?.*", "");
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            boolean isRows = statement.execute(sql);
            while (!isRows) {
                isRows = statement.getMoreResults();
            }
            try (ResultSet rows = statement.getResultSet()) {
                List<String> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(rows.getString(1));
                }
                return String.join(", ", read);
            }
        }
    }

    private static String stored() throws SQLException {
        return query("select concat_ws(' ', project_id, name, status) from volume_transfer order by name");
    }

    private int importFrom(InputStream in, String... more) {
        List<String> args = new ArrayList<>(List.of("import", "--jdbc-url=" + url(), "--db-user=postgres"));
        args.addAll(List.of(more));
        return run(in, args.toArray(String[]::new));
    }

    private int run(InputStream in, String... args) {
        out.reset();
        err.reset();
        Program program = new Program(
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                thrown -> {},
                server -> {
                    throw new AssertionError("an import starts no server");
                });
        return program.run(args, Map.of());
    }

    private int importFile(Path file, String... more) {
        List<String> args = new ArrayList<>(List.of(more));
        args.add("--data=" + file);
        return importFrom(InputStream.nullInputStream(), args.toArray(String[]::new));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("transfers.json"), content);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private List<String> errLines() {
        return err.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void fileIsImportedAndSummarized() throws Exception {
        Path file = file(FileTexts.file(FileTexts.GOOD, FileTexts.with("status", "\"accepted\", \"name\": \"two\"")));

        assertEquals(Program.SUCCESS, importFile(file), () -> errLines().toString());

        assertEquals("imported " + file + ": 2 added, 0 changed, 0 unchanged", out());
        assertEquals("p one pending, p two accepted", stored());
        assertEquals(List.of(), errLines());
    }

    @Test
    void importingTwiceChangesNothing() throws Exception {
        Path file = file(FileTexts.file(FileTexts.GOOD, OTHER));
        importFile(file);

        assertEquals(Program.SUCCESS, importFile(file));

        assertEquals("imported " + file + ": 0 added, 0 changed, 2 unchanged", out());
    }

    @Test
    void importReplacesStoredTransfers() throws Exception {
        importFile(file(FileTexts.file(FileTexts.GOOD, OTHER)));
        Path changed = file(FileTexts.file(FileTexts.GOOD, FileTexts.with("name", "\"changed\"")));

        assertEquals(Program.SUCCESS, importFile(changed));

        assertEquals("imported " + changed + ": 0 added, 1 changed, 1 unchanged", out());
        assertEquals("p changed pending, p one pending", stored());
    }

    @Test
    void linesAreReadFromStandardInput() throws Exception {
        String lines = IntStream.range(0, 5000)
                .mapToObj(i -> FileTexts.GOOD.replace(FileTexts.ID.substring(24), Long.toString(100_000_000_000L + i)))
                .collect(Collectors.joining("\n"));

        int exitCode = importFrom(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), "--data", "-");

        assertEquals(Program.SUCCESS, exitCode);
        assertEquals("imported standard input: 5000 added, 0 changed, 0 unchanged", out());
        assertEquals("5000", query("select count(*) from volume_transfer"));
    }

    @Test
    void invalidFileIsNotImported() throws Exception {
        importFile(file(FileTexts.file(FileTexts.GOOD)));
        Path wrong = file(OTHER + "\n" + FileTexts.with("name", "7") + "\n{}\n");

        assertEquals(Program.INVALID_SETTINGS, importFile(wrong));

        assertEquals("p one pending", stored());
        assertEquals("", out());
        assertEquals(
                wrong + ":2:" + (FileTexts.with("name", "7").indexOf("7}") + 1) + ": name must be a string",
                errLines().get(0));
        assertEquals(wrong + ":3:1: project_id is missing", errLines().get(1));
        assertEquals(5, errLines().size());
    }

    @Test
    void repeatedIdIsAnErrorAtTheRepetition() throws Exception {
        Path twice = file(OTHER + "\n" + FileTexts.GOOD + "\n" + OTHER + "\n");

        assertEquals(Program.INVALID_SETTINGS, importFile(twice));

        assertEquals(List.of(twice + ":3:8: id repeats that of an earlier transfer of the same project"), errLines());
        assertEquals("", stored());
    }

    @Test
    void truncatedInputIsNotImported() throws Exception {
        byte[] cut = (OTHER + "\n" + FileTexts.GOOD.substring(0, 40)).getBytes(StandardCharsets.UTF_8);

        assertEquals(Program.INVALID_SETTINGS, importFrom(new ByteArrayInputStream(cut), "--data=-"));

        assertEquals(List.of("standard input:2:41: unexpected end of file"), errLines());
        assertEquals("", stored());
    }

    @Test
    void unreadableFileIsAnInvalidSetting() {
        assertEquals(Program.INVALID_SETTINGS, importFile(directory.resolve("none")));

        assertEquals(List.of("--data: cannot read " + directory.resolve("none") + ": no such file"), errLines());
    }

    @Test
    void unavailableDatabaseIsOneClearLine() throws Exception {
        Path file = file(FileTexts.file(FileTexts.GOOD));

        int exitCode = run(
                InputStream.nullInputStream(),
                "import",
                "--data=" + file,
                "--db-user=nobody",
                "--jdbc-url=jdbc:postgresql://127.0.0.1:1/none");

        assertEquals(Program.FAILURE, exitCode);
        assertEquals(1, errLines().size(), () -> errLines().toString());
        assertTrue(errLines().get(0).contains("refused"), errLines().get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "none"})
    void missingTableIsOneClearLine(String schema) throws Exception {
        Path file = file(FileTexts.file(FileTexts.GOOD));

        assertEquals(Program.FAILURE, importFile(file, "--schema=" + schema));

        assertEquals(1, errLines().size(), () -> errLines().toString());
        assertTrue(
                errLines().get(0).startsWith("volume-transfers: "), errLines().get(0));
    }
}
