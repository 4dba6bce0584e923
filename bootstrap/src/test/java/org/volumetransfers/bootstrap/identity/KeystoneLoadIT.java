package org.volumetransfers.bootstrap.identity;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How often Keystone is asked where very many ask us. */
@Timeout(600)
class KeystoneLoadIT {

    private final Path directory;

    KeystoneLoadIT(@TempDir Path directory) {
        this.directory = directory;
    }

    private static void assertAllListed(List<CompletableFuture<HttpResponse<String>>> answers) throws Exception {
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertEquals(200, answer.get(60, TimeUnit.SECONDS).statusCode());
        }
    }

    /** A question without an answer for a second is asked once more. */
    private static void assertAtMostTwoAttemptsEach(ScriptedKeystone keystone, int tokens) {
        Map<String, Long> attempts = keystone.server().getAllServeEvents().stream()
                .collect(Collectors.groupingBy(
                        event -> event.getRequest().getHeader("X-Subject-Token"), Collectors.counting()));
        assertEquals(tokens, attempts.size());
        assertTrue(attempts.values().stream().allMatch(count -> count <= 2), attempts.values()::toString);
    }

    private ServerOnKeystone server(ScriptedKeystone keystone) throws Exception {
        return ServerOnKeystone.start(directory, ScriptedKeystone.PROJECT, "--keystone-url=" + keystone.url());
    }

    @Test
    void tenThousandRequestsWithAHundredTokensAreAHundredQuestions() throws Exception {
        try (ScriptedKeystone keystone = new ScriptedKeystone();
                ServerOnKeystone server = server(keystone)) {
            keystone.vouchForAll();
            List<String> tokens =
                    Stream.generate(ScriptedKeystone::newToken).limit(100).toList();
            for (int round = 0; round < 100; round++) {
                List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
                tokens.forEach(token -> answers.add(server.send(token, "")));
                assertAllListed(answers);
            }
            assertAtMostTwoAttemptsEach(keystone, 100);
        }
    }

    @Test
    void aThousandRequestsAtOnceWithOneNewTokenAreOneQuestion() throws Exception {
        try (ScriptedKeystone keystone = new ScriptedKeystone();
                ServerOnKeystone server = server(keystone)) {
            keystone.server()
                    .stubFor(any(anyUrl())
                            .willReturn(ScriptedKeystone.token("member").withFixedDelay(1_000)));
            String token = ScriptedKeystone.newToken();
            assertAllListed(IntStream.range(0, 1_000)
                    .mapToObj(i -> server.send(token, ""))
                    .toList());
            assertAtMostTwoAttemptsEach(keystone, 1);
        }
    }
}
