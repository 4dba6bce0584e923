package org.volumetransfers.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.volumetransfers.bootstrap.KeystoneSettingsTest.URL;
import static org.volumetransfers.bootstrap.KeystoneSettingsTest.keystone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.keystone.ServiceCredentials;
import org.volumetransfers.bootstrap.settings.InvalidSettingsException;

/** The files for Keystone: credentials of the service user, and certificate authorities. */
class KeystoneFilesTest {

    private static final String USER = "{\"username\": \"evs\", \"user_domain_name\": \"Default\","
            + " \"password\": \"s3cr3t\", \"project_name\": \"service\"}";

    private final Path directory;

    KeystoneFilesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }

    private ServiceCredentials credentials(String content) throws IOException, InvalidSettingsException {
        return Objects.requireNonNull(
                keystone("--keystone-mode=service", "--keystone-credentials-file=" + file("credentials.json", content))
                        .service()
                        .credentials());
    }

    @Test
    void credentialsAreAUserOrAnApplicationCredential() throws IOException, InvalidSettingsException {
        assertEquals(new ServiceCredentials.User("evs", "Default", "s3cr3t", "service", "Default"), credentials(USER));
        assertEquals(
                new ServiceCredentials.User("evs", "Default", "s3cr3t", "service", "other"),
                credentials(USER.replace("}", ", \"project_domain_name\": \"other\"}")));
        assertEquals(
                new ServiceCredentials.ApplicationCredential("f043", "s3cr3t"),
                credentials(
                        "{\"application_credential_id\": \"f043\", \"application_credential_secret\": \"s3cr3t\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | 1:1: the file must contain one object",
                "{} | 1:1: username is missing",
                "{\"application_credential_id\": \"s3cr3t\"} | 1:1: application_credential_secret is missing",
                "{\"user\": \"s3cr3t\"} | 1:2: has unknown field user; did you mean username?",
                "{\"password\": \"s3cr3t\", \"password\": \"s3cr3t\"} | 1:24: password is given twice",
                "{\"username\": \"\", \"user_domain_name\": \"d\", \"password\": \"s3cr3t\", \"project_name\": \"p\"}"
                        + " | 1:14: username must not be empty",
                "{\"username\": \"u\", \"application_credential_id\": \"s3cr3t\"}"
                        + " | 1:48: application_credential_id cannot be combined with a user",
                "{\"password\": \"s3cr3t | unexpected end of file",
                "{} {} | unexpected content after the object"
            })
    void errorsOfTheCredentialsNameThePlaceAndNoSecret(String content, String error) throws IOException {
        String file = file("credentials.json", content);
        List<String> errors = ReadSettings.errors(
                "--keystone-url=" + URL, "--keystone-mode=service", "--keystone-credentials-file=" + file);
        assertTrue(errors.stream().anyMatch(line -> line.startsWith(file) && line.contains(error)), errors::toString);
        assertFalse(errors.toString().contains("s3cr3t"), errors::toString);
    }

    @Test
    void credentialsRequireTheServiceMode() throws IOException {
        assertEquals(
                List.of("--keystone-credentials-file: required with --keystone-mode service"),
                ReadSettings.errors("--keystone-url=" + URL, "--keystone-mode=service"));
        assertEquals(
                List.of("--keystone-credentials-file: applies only with --keystone-mode service"),
                ReadSettings.errors(
                        "--keystone-url=" + URL, "--keystone-credentials-file=" + file("credentials.json", USER)));
    }

    @Test
    void settingsAsTextHaveNoSecret() throws IOException, InvalidSettingsException {
        String file = file("credentials.json", USER);
        ReadSettings read = ReadSettings.of(
                Map.of(), "--keystone-url=" + URL, "--keystone-mode=service", "--keystone-credentials-file=" + file);
        assertFalse(read.toString().contains("s3cr3t"), read::toString);
        assertTrue(read.server().identity().toString().contains("asked by user evs of domain Default"));
    }

    @Test
    void authoritiesComeFromAFile() throws Exception {
        List<X509Certificate> some = someAuthorities();
        assertEquals(
                some,
                keystone("--keystone-ca=" + file("ca.pem", pem(some))).service().trusted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void fileWithoutAuthoritiesIsRejected(String content) throws IOException {
        String file = file("ca.pem", content);
        List<String> errors = ReadSettings.errors("--keystone-url=" + URL, "--keystone-ca=" + file);
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).startsWith(file + ":1:1: the file "), errors::toString);
    }

    @Test
    void authoritiesRequireHttps() throws Exception {
        String file = file("ca.pem", pem(someAuthorities()));
        assertEquals(
                List.of("--keystone-ca: applies only with an https:// Keystone URL"),
                ReadSettings.errors("--keystone-url=http://127.0.0.1:5000", "--keystone-ca=" + file));
    }

    private static String pem(List<X509Certificate> authorities) throws Exception {
        StringBuilder pem = new StringBuilder("Two of them:\n");
        for (X509Certificate authority : authorities) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(authority.getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return pem.toString();
    }

    private static List<X509Certificate> someAuthorities() throws Exception {
        Path cacerts = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream bytes = Files.newInputStream(cacerts)) {
            store.load(bytes, null);
        }
        List<X509Certificate> some = new ArrayList<>();
        for (String alias : java.util.Collections.list(store.aliases()).subList(0, 2)) {
            Certificate certificate = store.getCertificate(alias);
            some.add((X509Certificate) certificate);
        }
        return some;
    }
}
