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
import org.volumetransfers.adapter.keystone.FakeKeystone;

/** How many requests Keystone receives when the server receives very many. */
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

    /** A validation without a response for a second is attempted once more. The readiness monitor sends no tokens. */
    private static void assertAtMostTwoAttemptsEach(FakeKeystone keystone, int tokens) {
        Map<String, Long> attempts = keystone.server().getAllServeEvents().stream()
                .filter(event -> event.getRequest().containsHeader("X-Subject-Token"))
                .collect(Collectors.groupingBy(
                        event -> event.getRequest().getHeader("X-Subject-Token"), Collectors.counting()));
        assertEquals(tokens, attempts.size());
        assertTrue(attempts.values().stream().allMatch(count -> count <= 2), attempts.values()::toString);
    }

    private ServerOnKeystone server(FakeKeystone keystone) throws Exception {
        return ServerOnKeystone.start(directory, FakeKeystone.PROJECT, "--keystone-url=" + keystone.url());
    }

    @Test
    void tenThousandRequestsWithAHundredTokensCauseAHundredValidations() throws Exception {
        try (FakeKeystone keystone = new FakeKeystone();
                ServerOnKeystone server = server(keystone)) {
            keystone.acceptAll();
            List<String> tokens =
                    Stream.generate(FakeKeystone::newToken).limit(100).toList();
            for (int round = 0; round < 100; round++) {
                List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
                tokens.forEach(token -> answers.add(server.send(token, "")));
                assertAllListed(answers);
            }
            assertAtMostTwoAttemptsEach(keystone, 100);
        }
    }

    @Test
    void aThousandConcurrentRequestsWithOneNewTokenCauseOneValidation() throws Exception {
        try (FakeKeystone keystone = new FakeKeystone();
                ServerOnKeystone server = server(keystone)) {
            keystone.server()
                    .stubFor(any(anyUrl())
                            .willReturn(FakeKeystone.token("member").withFixedDelay(1_000)));
            String token = FakeKeystone.newToken();
            assertAllListed(IntStream.range(0, 1_000)
                    .mapToObj(i -> server.send(token, ""))
                    .toList());
            assertAtMostTwoAttemptsEach(keystone, 1);
        }
    }
}
