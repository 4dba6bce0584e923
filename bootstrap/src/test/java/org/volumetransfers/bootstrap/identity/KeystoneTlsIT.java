package org.volumetransfers.bootstrap.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keystone behind TLS, with certificates of several kinds. */
@Timeout(600)
class KeystoneTlsIT {

    private static final String PASSWORD = "changeit";

    private final Path directory;

    KeystoneTlsIT(@TempDir Path directory) {
        this.directory = directory;
    }

    /** A certificate that vouches for itself, and its key. */
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

    private static WireMockServer keystone(Certificate certificate) {
        WireMockServer server = new WireMockServer(options()
                .bindAddress("127.0.0.1")
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(certificate.store().toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
        server.start();
        server.stubFor(any(anyUrl()).willReturn(ScriptedKeystone.token("member")));
        return server;
    }

    private ServerOnKeystone server(WireMockServer keystone, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--keystone-url=https://127.0.0.1:" + keystone.httpsPort()));
        all.addAll(List.of(options));
        return ServerOnKeystone.start(directory, ScriptedKeystone.PROJECT, all.toArray(String[]::new));
    }

    @Test
    void aTrustedAuthorityWillDo() throws Exception {
        Certificate certificate = certificateFor("ip:127.0.0.1");
        WireMockServer keystone = keystone(certificate);
        try (ServerOnKeystone server = server(keystone, "--keystone-ca=" + certificate.pem())) {
            server.assertListed(ScriptedKeystone.newToken());
            server.assertListed(ScriptedKeystone.newToken());
            assertEquals("", server.log(), "nothing to be said of a certificate that is good");
            assertEquals(
                    "HTTP/2.0", keystone.getAllServeEvents().get(0).getRequest().getProtocol());
        } finally {
            keystone.stop();
        }
    }

    @Test
    void anUnknownAuthorityIs503AndNoTokenIsSent() throws Exception {
        WireMockServer keystone = keystone(certificateFor("ip:127.0.0.1"));
        try (ServerOnKeystone server = server(keystone)) {
            server.assertUnavailable(ScriptedKeystone.newToken());
            server.awaitLog("SSLHandshakeException");
            assertEquals(0, keystone.getAllServeEvents().size());
        } finally {
            keystone.stop();
        }
    }

    @Test
    void aCertificateOfAnotherHostIs503AndNoTokenIsSent() throws Exception {
        Certificate certificate = certificateFor("dns:another.example.com");
        WireMockServer keystone = keystone(certificate);
        try (ServerOnKeystone server = server(keystone, "--keystone-ca=" + certificate.pem())) {
            server.assertUnavailable(ScriptedKeystone.newToken());
            server.awaitLog("127.0.0.1");
            assertEquals(0, keystone.getAllServeEvents().size());
        } finally {
            keystone.stop();
        }
    }

    @Test
    void plainHttpToAPortForTlsBlamesNobody() throws Exception {
        WireMockServer keystone = keystone(certificateFor("ip:127.0.0.1"));
        try (ServerOnKeystone server = ServerOnKeystone.start(
                directory, ScriptedKeystone.PROJECT, "--keystone-url=http://127.0.0.1:" + keystone.httpsPort())) {
            server.assertUnavailable(ScriptedKeystone.newToken());
        } finally {
            keystone.stop();
        }
    }
}
