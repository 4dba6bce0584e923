package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code on the page for embedders compiles without warnings, and runs. */
class EmbeddingPageIT {

    private static final Path FILE = Repository.path("docs/embedding.md");
    private static final List<Path> CLASS_PATH = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();

    private static EmbeddedPostgres postgres;

    @TempDir
    private Path directory;

    @BeforeAll
    static void startPostgres() throws Exception {
        postgres = TestDatabase.builder().start();
    }

    @AfterAll
    static void stopPostgres() throws Exception {
        postgres.close();
    }

    @Test
    void everyBlockCompiles() throws Exception {
        List<String> blocks = MarkdownPage.of(FILE).blocks("java");
        assertTrue(blocks.size() >= 8, blocks.size() + " blocks");
        for (String block : blocks) {
            Snippet.of(block).compile(CLASS_PATH, Files.createTempDirectory(directory, "block"));
        }
    }

    @Test
    void inMemoryPrintsTheTransfer() throws Exception {
        assertEquals("my transfer", outputOf("## In memory"));
    }

    @Test
    void postgresqlIsReadOnAPoolOfItsOwnAndOnLentConnections() throws Exception {
        assertEquals("", outputOf("## On PostgreSQL, with a pool of its own"));
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("insert into volume_transfer (id, project_id, volume_id, name, created_at)"
                    + " values ('t-1', 'firstproject', 'v-1', 'stored', now())");
        }
        assertEquals("t-1", outputOf("## On PostgreSQL, with a pool of its own"));
        assertEquals("stored", outputOf("## On PostgreSQL, with your connections"));
    }

    @Test
    void theServerStarts() throws Exception {
        assertTrue(outputOf("## Tokens verified by Keystone, over HTTP").startsWith("serving http://127.0.0.1:"));
    }

    @Test
    void decoratorsAreCalled() throws Exception {
        assertEquals("listing firstproject\nreading firstproject", outputOf("## Decorators"));
    }

    @Test
    void storageOfYourOwnRunsOnWorkers() throws Exception {
        assertEquals("", outputOf("## Storage of your own"));
    }

    /** Runs the first block of a part of the page, on the database of this test. */
    private String outputOf(String heading) throws Exception {
        String block = MarkdownPage.part(FILE, heading).blocks("java").get(0);
        String here = block.replace(
                "jdbc:postgresql://127.0.0.1:5432/postgres",
                "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres");
        Path output = Files.createTempDirectory(directory, "run");
        Snippet.of(here).compile(CLASS_PATH, output);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {output.toUri().toURL()}, getClass().getClassLoader())) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass(Snippet.WRAPPER).getMethod("run").invoke(null);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).strip();
    }
}
