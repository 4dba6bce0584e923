package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with secrets, by who may write and read them. */
class SecretFileTest {

    private static final String CREDENTIALS =
            "{\"application_credential_id\": \"f043\", \"application_credential_secret\": \"s3cr3t\"}";

    private final Path directory;
    private Path tokens;

    SecretFileTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void writeTokens() throws IOException {
        tokens = file("tokens.json", FileTexts.GOOD_TOKENS, "rw-------");
    }

    private Path file(String name, String content, String permissions) throws IOException {
        Path file = Files.writeString(directory.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static List<String> faults(String... args) {
        return assertThrows(SettingFaultsException.class, () -> LaunchTest.launch(Map.of(), args))
                .faults();
    }

    private List<String> warnings() throws SettingFaultsException {
        return LaunchTest.launch(Map.of(), "--tokens=" + tokens).warnings();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw--w----", "rw-----w-", "rw-rw-rw-"})
    void fileThatOthersMayWriteIsRefused(String permissions) throws IOException {
        permit(tokens, permissions);

        assertEquals(
                List.of("--tokens: " + tokens
                        + " can be written by others; only its owner may have that permission (chmod go-w)"),
                faults("--tokens=" + tokens));
    }

    @Test
    void fileThatOthersMayReplaceIsRefused() throws IOException {
        permit(directory, "rwxrwx---");

        assertEquals(
                List.of("--tokens: " + tokens + " can be replaced by others; only its owner may write the directory "
                        + directory.toRealPath() + " (chmod go-w)"),
                faults("--tokens=" + tokens));
    }

    @Test
    void directoryThatKeepsFilesToTheirOwnersIsFine() throws Exception {
        Files.setAttribute(directory, "unix:mode", 01777);

        assertEquals(List.of(), warnings());
    }

    @Test
    void linkIsJudgedByItsTarget() throws Exception {
        Path target = tokens;
        tokens = Files.createSymbolicLink(directory.resolve("link.json"), target);

        assertEquals(List.of(), warnings());

        permit(target, "rw-rw----");
        assertEquals(1, faults("--tokens=" + tokens).size());
    }

    @ParameterizedTest
    @CsvSource({"rw-------, 0", "rw-r-----, 0", "r--------, 0", "rw-r--r--, 1"})
    void fileThatOthersMayReadGivesAWarning(String permissions, int warnings) throws Exception {
        permit(tokens, permissions);

        assertEquals(
                List.of("--tokens: " + tokens + " can be read by others; it holds secrets (chmod o-r)")
                        .subList(0, warnings),
                warnings());
    }

    @Test
    void everyFileOfSecretsIsChecked() throws Exception {
        Path credentials = file("credentials.json", CREDENTIALS, "rw-rw----");
        Path password = file("password.txt", "s3cr3t\n", "rw-rw----");

        List<String> faults = faults(
                "--storage=postgres",
                "--jdbc-url=jdbc:postgresql://localhost/evs",
                "--db-user=evs",
                "--db-password-file=" + password,
                "--keystone-url=https://keystone.example/v3",
                "--keystone-mode=service",
                "--keystone-credentials-file=" + credentials);

        assertEquals(2, faults.size(), faults::toString);
        assertEquals(
                1,
                faults.stream()
                        .filter(fault -> fault.startsWith("--db-password-file: " + password))
                        .count());
        assertEquals(
                1,
                faults.stream()
                        .filter(fault -> fault.startsWith("--keystone-credentials-file: " + credentials))
                        .count());
    }

    @Test
    void fileSystemWithoutPermissionsGivesAWarning() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(directory.resolve("files.zip"), Map.of("create", "true"))) {
            Path file = Files.writeString(zip.getPath("/tokens.json"), FileTexts.GOOD_TOKENS);

            assertNull(SecretFile.refusal(file));
            assertEquals(
                    "/tokens.json is on a file system without permissions, so that others may read or change it",
                    SecretFile.warning(file));
        }
    }
}
