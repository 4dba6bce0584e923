package org.volumetransfers.bootstrap.identity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.volumetransfers.adapter.keystone.FakeKeystone;

/** Once a request is answered and its connection closed, its token is nowhere in the server's memory. */
@Timeout(600)
class KeptTokensIT {

    private final Path directory;

    KeptTokensIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void noTokenIsKeptWhateverItsValidation() throws Exception {
        try (FakeKeystone keystone = new FakeKeystone();
                ServerOnKeystone server =
                        ServerOnKeystone.start(directory, FakeKeystone.PROJECT, "--keystone-url=" + keystone.url())) {
            List<String> tokens = new ArrayList<>();
            keystone.acceptAll();
            tokens.add(list(server, "200"));
            keystone.rejectAll();
            tokens.add(list(server, "401"));
            keystone.stop();
            tokens.add(list(server, "503"));

            String memory = server.memory(directory);

            assertTrue(memory.contains(FakeKeystone.PROJECT), "the heap dump is incomplete");
            tokens.forEach(token -> assertFalse(memory.contains(token), token));
        }
    }

    /** Uses a connection of its own, since the HTTP engine keeps the last bytes read from an open one. */
    private static String list(ServerOnKeystone server, String status) throws Exception {
        String token = FakeKeystone.newToken() + "-" + "x".repeat(160);
        URI url = URI.create(server.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET /v2/" + FakeKeystone.PROJECT + "/os-volume-transfer HTTP/1.1\r\nHost: localhost\r\n"
                            + "X-Auth-Token: " + token + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        }
        return token;
    }
}
