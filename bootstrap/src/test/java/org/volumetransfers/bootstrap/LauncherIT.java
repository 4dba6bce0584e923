package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher beside the built jar: it starts the program with or without an archive of classes. Takes half a minute, since
 * several tests create an archive.
 */
class LauncherIT {

    private static final Path LAUNCHER = Path.of("target", "volume-transfers");

    private final Path directory;

    LauncherIT(@TempDir Path directory) {
        this.directory = directory;
    }

    /** The outcome of a start. */
    private record Ended(int exitCode, String out, String errors) {}

    @Test
    void firstStartCreatesTheArchiveAndTheNextOneUsesIt() throws Exception {
        Ended first = start(Map.of("JAVA_CLASS_ARCHIVE", directory.toString()));
        List<Path> archives = archives();
        // With "on" instead of "auto", the JVM does not start without a matching archive.
        Ended next = start(Map.of("JAVA_CLASS_ARCHIVE", directory.toString(), "JAVA_OPTS", "-Xshare:on"));

        assertStarted(first);
        assertTrue(first.errors().contains("made an archive of classes"), first.errors());
        assertEquals(1, archives.size(), archives.toString());
        assertStarted(next);
        assertEquals("", next.errors());
        assertEquals(archives, archives());
    }

    @Test
    void unwritableDirectoryIsReportedAndIgnored() throws Exception {
        Ended ended =
                start(Map.of("JAVA_CLASS_ARCHIVE", directory.resolve("absent").toString()));

        assertStarted(ended);
        assertTrue(ended.errors().contains("starting without an archive of classes"), ended.errors());
    }

    @Test
    void brokenArchiveIsIgnored() throws Exception {
        start(Map.of("JAVA_CLASS_ARCHIVE", directory.toString()));
        Path archive = archives().get(0);
        Files.delete(archive);
        Files.writeString(archive, "no archive");

        assertStarted(start(Map.of("JAVA_CLASS_ARCHIVE", directory.toString())));
    }

    @Test
    void archiveCanBeDisabled() throws Exception {
        Ended ended = start(Map.of("JAVA_CLASS_ARCHIVE", "off"));

        assertStarted(ended);
        assertEquals("", ended.errors());
    }

    @Test
    void optionsOfTheUserOverrideThoseOfTheLauncher() throws Exception {
        Ended ended = start(Map.of(
                "JAVA_CLASS_ARCHIVE", "off", "JAVA_OPTS", "-XX:+UseParallelGC -Xmx48m -XX:+PrintCommandLineFlags"));

        assertStarted(ended);
        assertTrue(ended.out().contains("-XX:+UseParallelGC"), ended.out());
        assertTrue(ended.out().contains("-XX:MaxHeapSize=" + 48 * 1024 * 1024), ended.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwxr-x-w-", "rwxrwxrwt"})
    void directoryThatOthersMayWriteIsIgnored(String permissions) throws Exception {
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString(permissions.replace('t', 'x')));
        if (permissions.endsWith("t")) {
            Files.setAttribute(shared, "unix:mode", 01777);
        }

        assertIgnored(shared, shared);
        try (Stream<Path> files = Files.list(shared)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void permissionsOfALinkedDirectoryAreChecked() throws Exception {
        Path real = Files.createDirectory(directory.resolve("real"));
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), real);

        assertIgnored(real, link);
    }

    @Test
    void archiveThatOthersMayWriteIsIgnored() throws Exception {
        start(Map.of("JAVA_CLASS_ARCHIVE", directory.toString()));
        Path archive = archives().get(0);

        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-rw-r--"));
        assertIgnored(archive, directory);
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-r--rw-"));
        assertIgnored(archive, directory);

        Path elsewhere = Files.move(archive, directory.resolve("elsewhere"));
        Files.createSymbolicLink(archive, elsewhere);
        assertIgnored(archive, directory);
    }

    @Test
    void archiveOfAnotherUserIsIgnored() throws Exception {
        assumeTrue(Files.getAttribute(directory, "unix:uid").equals(0), "only root can give a file to another user");
        start(Map.of("JAVA_CLASS_ARCHIVE", directory.toString()));
        Path archive = archives().get(0);

        Files.setAttribute(archive, "unix:uid", 1);
        assertIgnored(archive, directory);

        Files.setAttribute(archive, "unix:uid", 0);
        Files.setAttribute(directory, "unix:uid", 1);
        assertIgnored(directory, directory);
    }

    private void assertIgnored(Path refused, Path configured) throws IOException, InterruptedException {
        Ended ended = start(Map.of("JAVA_CLASS_ARCHIVE", configured.toString()));

        assertStarted(ended);
        assertEquals(
                "volume-transfers: starting without an archive of classes: others may write " + refused + "\n",
                ended.errors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"077", "000"})
    void archiveIsWritableByItsOwnerAtMost(String umask) throws Exception {
        Process process = prepared(
                        Map.of("JAVA_CLASS_ARCHIVE", directory.toString()),
                        "sh",
                        "-c",
                        "umask " + umask + " && exec " + LAUNCHER + " --version")
                .start();
        assertTrue(process.waitFor(180, TimeUnit.SECONDS), "still running");

        Set<PosixFilePermission> permissions =
                Files.getPosixFilePermissions(archives().get(0));
        assertFalse(permissions.contains(PosixFilePermission.GROUP_WRITE), permissions.toString());
        assertFalse(permissions.contains(PosixFilePermission.OTHERS_WRITE), permissions.toString());
    }

    @Test
    void jvmEndsWhenMemoryRunsOutUnlessDisabledByTheUser() throws Exception {
        Ended ended = start(Map.of("JAVA_CLASS_ARCHIVE", "off", "JAVA_OPTS", "-XX:+PrintCommandLineFlags"));
        assertTrue(ended.out().contains("-XX:+ExitOnOutOfMemoryError"), ended.out());

        ended = start(Map.of(
                "JAVA_CLASS_ARCHIVE", "off", "JAVA_OPTS", "-XX:-ExitOnOutOfMemoryError -XX:+PrintCommandLineFlags"));
        assertTrue(ended.out().contains("-XX:-ExitOnOutOfMemoryError"), ended.out());
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
        Process process =
                prepared(environment, LAUNCHER.toString(), "--version").start();
        assertTrue(process.waitFor(180, TimeUnit.SECONDS), "still running");
        return new Ended(process.exitValue(), Files.readString(out()), Files.readString(errors()));
    }

    private ProcessBuilder prepared(Map<String, String> environment, String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out().toFile()).redirectError(errors().toFile());
        builder.environment().keySet().removeAll(Set.of("JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder;
    }

    private Path out() {
        return directory.resolve("out.txt");
    }

    private Path errors() {
        return directory.resolve("errors.txt");
    }
}
