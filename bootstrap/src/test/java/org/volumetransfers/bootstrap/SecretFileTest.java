package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

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
import org.volumetransfers.bootstrap.files.FileTexts;
import org.volumetransfers.bootstrap.files.SecretFile;
import org.volumetransfers.bootstrap.settings.InvalidSettingsException;

/** The permissions of files that hold secrets. */
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

    private List<String> warnings() throws InvalidSettingsException {
        return ReadSettings.of("--tokens=" + tokens).warnings();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw--w----", "rw-----w-", "rw-rw-rw-"})
    void fileThatOthersMayWriteIsRejected(String permissions) throws IOException {
        permit(tokens, permissions);

        assertEquals(
                List.of("--tokens: " + tokens
                        + " is writable by other users; only its owner may have that permission (chmod go-w)"),
                ReadSettings.errors("--tokens=" + tokens));
    }

    @Test
    void fileThatOthersMayReplaceIsRejected() throws IOException {
        permit(directory, "rwxrwx---");

        assertEquals(
                List.of("--tokens: " + tokens
                        + " can be replaced by other users; only its owner may write to the directory "
                        + directory.toRealPath() + " (chmod go-w)"),
                ReadSettings.errors("--tokens=" + tokens));
    }

    @Test
    void stickyDirectoryIsAcceptable() throws Exception {
        Files.setAttribute(directory, "unix:mode", 01777);

        assertEquals(List.of(), warnings());
    }

    @Test
    void permissionsOfALinkAreThoseOfItsTarget() throws Exception {
        Path target = tokens;
        tokens = Files.createSymbolicLink(directory.resolve("link.json"), target);

        assertEquals(List.of(), warnings());

        permit(target, "rw-rw----");
        assertEquals(1, ReadSettings.errors("--tokens=" + tokens).size());
    }

    @ParameterizedTest
    @CsvSource({"rw-------, 0", "rw-r-----, 0", "r--------, 0", "rw-r--r--, 1"})
    void fileThatOthersMayReadGivesAWarning(String permissions, int warnings) throws Exception {
        permit(tokens, permissions);

        assertEquals(
                List.of("--tokens: " + tokens + " holds secrets and is readable by other users (chmod o-r)")
                        .subList(0, warnings),
                warnings());
    }

    @Test
    void everySecretFileIsChecked() throws Exception {
        Path credentials = file("credentials.json", CREDENTIALS, "rw-rw----");
        Path password = file("password.txt", "s3cr3t\n", "rw-rw----");

        List<String> errors = ReadSettings.errors(
                "--storage=postgres",
                "--jdbc-url=jdbc:postgresql://localhost/evs",
                "--db-user=evs",
                "--db-password-file=" + password,
                "--keystone-url=https://keystone.example/v3",
                "--keystone-mode=service",
                "--keystone-credentials-file=" + credentials);

        assertEquals(2, errors.size(), errors::toString);
        assertEquals(
                1,
                errors.stream()
                        .filter(error -> error.startsWith("--db-password-file: " + password))
                        .count());
        assertEquals(
                1,
                errors.stream()
                        .filter(error -> error.startsWith("--keystone-credentials-file: " + credentials))
                        .count());
    }

    @Test
    void fileSystemWithoutPermissionsGivesAWarning() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(directory.resolve("files.zip"), Map.of("create", "true"))) {
            Path file = Files.writeString(zip.getPath("/tokens.json"), FileTexts.GOOD_TOKENS);

            assertNull(SecretFile.refusal(file));
            assertEquals(
                    "/tokens.json is on a file system without permissions; other users may be able to read or change it",
                    SecretFile.warning(file));
        }
    }
}
