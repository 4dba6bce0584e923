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

/** When a request has been answered and its connection is gone, its token is nowhere in the server's memory. */
@Timeout(600)
class KeptTokensIT {

    private final Path directory;

    KeptTokensIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void noTokenIsKeptWhetherGoodOrBadOrNotAskedAbout() throws Exception {
        try (ScriptedKeystone keystone = new ScriptedKeystone();
                ServerOnKeystone server = ServerOnKeystone.start(
                        directory, ScriptedKeystone.PROJECT, "--keystone-url=" + keystone.url())) {
            List<String> tokens = new ArrayList<>();
            keystone.vouchForAll();
            tokens.add(ask(server, "200"));
            keystone.refuseAll();
            tokens.add(ask(server, "401"));
            keystone.stop();
            tokens.add(ask(server, "503"));

            String memory = server.memory(directory);

            assertTrue(memory.contains(ScriptedKeystone.PROJECT), "the heap dump is one");
            tokens.forEach(token -> assertFalse(memory.contains(token), token));
        }
    }

    /** On a connection of its own: while one is open, the HTTP engine keeps what it has last read of it. */
    private static String ask(ServerOnKeystone server, String status) throws Exception {
        String token = ScriptedKeystone.newToken() + "-" + "x".repeat(160);
        URI url = URI.create(server.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET /v2/" + ScriptedKeystone.PROJECT + "/os-volume-transfer HTTP/1.1\r\nHost: localhost\r\n"
                            + "X-Auth-Token: " + token + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        }
        return token;
    }
}
