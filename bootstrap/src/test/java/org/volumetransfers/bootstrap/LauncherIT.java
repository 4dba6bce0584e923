package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, as it lies beside the built jar: it starts the program whatever becomes of the archive of classes. */
class LauncherIT {

    private static final Path LAUNCHER = Path.of("target", "volume-transfers");

    private final Path directory;

    LauncherIT(@TempDir Path directory) {
        this.directory = directory;
    }

    /** What a start came to. */
    private record Ended(int exitCode, String out, String errors) {}

    @Test
    void firstStartMakesTheArchiveAndTheNextOneUsesIt() throws Exception {
        Ended first = start(Map.of("JAVA_CLASS_ARCHIVE", directory.toString()));
        List<Path> archives = archives();
        // With "on" in place of "auto" the JVM refuses to start without an archive that fits.
        Ended next = start(Map.of("JAVA_CLASS_ARCHIVE", directory.toString(), "JAVA_OPTS", "-Xshare:on"));

        assertStarted(first);
        assertTrue(first.errors().contains("made an archive of classes"), first.errors());
        assertEquals(1, archives.size(), archives.toString());
        assertStarted(next);
        assertEquals("", next.errors());
        assertEquals(archives, archives());
    }

    @Test
    void directoryThatCannotBeWrittenIsToldAndDoneWithout() throws Exception {
        Ended ended =
                start(Map.of("JAVA_CLASS_ARCHIVE", directory.resolve("absent").toString()));

        assertStarted(ended);
        assertTrue(ended.errors().contains("starting without an archive of classes"), ended.errors());
    }

    @Test
    void brokenArchiveIsDoneWithout() throws Exception {
        start(Map.of("JAVA_CLASS_ARCHIVE", directory.toString()));
        Path archive = archives().get(0);
        Files.delete(archive);
        Files.writeString(archive, "no archive");

        assertStarted(start(Map.of("JAVA_CLASS_ARCHIVE", directory.toString())));
    }

    @Test
    void archiveCanBeTurnedOff() throws Exception {
        Ended ended = start(Map.of("JAVA_CLASS_ARCHIVE", "off"));

        assertStarted(ended);
        assertEquals("", ended.errors());
    }

    @Test
    void optionsOfTheUserBeatThoseOfTheLauncher() throws Exception {
        Ended ended = start(Map.of(
                "JAVA_CLASS_ARCHIVE", "off", "JAVA_OPTS", "-XX:+UseParallelGC -Xmx48m -XX:+PrintCommandLineFlags"));

        assertStarted(ended);
        assertTrue(ended.out().contains("-XX:+UseParallelGC"), ended.out());
        assertTrue(ended.out().contains("-XX:MaxHeapSize=" + 48 * 1024 * 1024), ended.out());
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    private static void assertStarted(Ended ended) {
        assertEquals(0, ended.exitCode(), ended.errors());
        assertTrue(ended.out().contains("volume-transfers "), ended.out());
    }

    private Ended start(Map<String, String> environment) throws IOException, InterruptedException {
        Path out = directory.resolve("out.txt");
        Path errors = directory.resolve("errors.txt");
        ProcessBuilder builder = new ProcessBuilder(LAUNCHER.toString(), "--version")
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile());
        builder.environment().keySet().removeAll(Set.of("JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertTrue(process.waitFor(180, TimeUnit.SECONDS), "still running");
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(errors));
    }
}
