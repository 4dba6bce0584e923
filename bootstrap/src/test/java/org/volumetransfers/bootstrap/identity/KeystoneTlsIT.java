package org.volumetransfers.bootstrap.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.volumetransfers.adapter.keystone.FakeKeystone;

/** Keystone over TLS, with certificates of several kinds. */
@Timeout(600)
class KeystoneTlsIT {

    private static final String PASSWORD = "changeit";

    private final Path directory;

    KeystoneTlsIT(@TempDir Path directory) {
        this.directory = directory;
    }

    /** A self-signed certificate and its key. */
    private record Certificate(Path store, Path pem) {}

    private Certificate certificateFor(String name) throws Exception {
        Path store = directory.resolve("store-" + name.replace(':', '-') + ".p12");
        Path pem = directory.resolve("ca-" + name.replace(':', '-') + ".pem");
        keytool(
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                "keystone",
                "-keyalg",
                "EC",
                "-validity",
                "2",
                "-dname",
                "CN=keystone",
                "-ext",
                "san=" + name);
        keytool(
                "-exportcert",
                "-rfc",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                "keystone",
                "-file",
                pem.toString());
        return new Certificate(store, pem);
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(File.createTempFile("keytool", ".log")))
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }

    private static FakeKeystone keystone(Certificate certificate) {
        FakeKeystone keystone = new FakeKeystone(options -> options.httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(certificate.store().toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
        keystone.acceptAll();
        return keystone;
    }

    private ServerOnKeystone server(FakeKeystone keystone, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--keystone-url=" + keystone.url()));
        all.addAll(List.of(options));
        return ServerOnKeystone.start(directory, FakeKeystone.PROJECT, all.toArray(String[]::new));
    }

    @Test
    void aCertificateOfATrustedAuthorityIsAccepted() throws Exception {
        Certificate certificate = certificateFor("ip:127.0.0.1");
        try (FakeKeystone keystone = keystone(certificate);
                ServerOnKeystone server = server(keystone, "--keystone-ca=" + certificate.pem())) {
            server.assertListed(FakeKeystone.newToken());
            server.assertListed(FakeKeystone.newToken());
            assertEquals("", server.log(), "a valid certificate is not worth a log line");
            assertEquals(
                    "HTTP/2.0",
                    keystone.server().getAllServeEvents().get(0).getRequest().getProtocol());
        }
    }

    @Test
    void anUnknownAuthorityIs503AndNoTokenIsSent() throws Exception {
        try (FakeKeystone keystone = keystone(certificateFor("ip:127.0.0.1"));
                ServerOnKeystone server = server(keystone)) {
            server.assertUnavailable(FakeKeystone.newToken());
            server.awaitLog("SSLHandshakeException");
            assertEquals(0, keystone.requests());
        }
    }

    @Test
    void aCertificateOfAnotherHostIs503AndNoTokenIsSent() throws Exception {
        Certificate certificate = certificateFor("dns:another.example.com");
        try (FakeKeystone keystone = keystone(certificate);
                ServerOnKeystone server = server(keystone, "--keystone-ca=" + certificate.pem())) {
            server.assertUnavailable(FakeKeystone.newToken());
            server.awaitLog("127.0.0.1");
            assertEquals(0, keystone.requests());
        }
    }

    @Test
    void clearTextToATlsPortIs503() throws Exception {
        try (FakeKeystone keystone = keystone(certificateFor("ip:127.0.0.1"));
                ServerOnKeystone server = ServerOnKeystone.start(
                        directory,
                        FakeKeystone.PROJECT,
                        "--keystone-url=" + keystone.url().replace("https:", "http:"))) {
            server.assertUnavailable(FakeKeystone.newToken());
        }
    }
}
