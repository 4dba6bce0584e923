package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.volumetransfers.adapter.http.engine.HttpLimits;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.application.service.AuthenticateCallerService;
import org.volumetransfers.domain.error.InvalidConfigurationException;

class HttpConfigTest {

    private static final HttpConfig LOOPBACK = HttpConfig.listeningOn("127.0.0.1", 0);

    @Test
    void theDefaultsAre401AndLinksToTheAddress() {
        assertNull(LOOPBACK.publicUrl());
        assertEquals(BadTokenAnswer.UNAUTHORIZED_401, LOOPBACK.badTokenAnswer());
        assertEquals(HttpLimits.DEFAULT, LOOPBACK.limits());
    }

    @Test
    void aChangeKeepsTheRest() {
        HttpLimits limits = HttpLimits.DEFAULT.withMaxConnections(7);
        HttpConfig changed = LOOPBACK.withPublicUrl("https://h")
                .withBadTokenAnswer(BadTokenAnswer.BAD_REQUEST_400)
                .withLimits(limits);
        assertEquals(new HttpConfig("127.0.0.1", 0, "https://h", BadTokenAnswer.BAD_REQUEST_400, limits), changed);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evs.example.com, https://evs.example.com",
        "https://evs.example.com/, https://evs.example.com",
        "https://evs.example.com///, https://evs.example.com",
        "https://evs.example.com/storage/, https://evs.example.com/storage",
        "http://127.0.0.1:8776/, http://127.0.0.1:8776",
        "http://[::1]:8776, http://[::1]:8776",
        "http://evs_api:8776, http://evs_api:8776",
        "HTTPS://evs.example.com, HTTPS://evs.example.com"
    })
    void trailingSlashesOfThePublicUrlAreRemoved(String given, String base) {
        assertEquals(base, LOOPBACK.withPublicUrl(given).publicUrl());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "evs.example.com",
                "//evs.example.com",
                "/v2",
                "ftp://evs.example.com",
                "https:",
                "https://",
                "https:///v2",
                "https://:8776",
                "https://evs.example.com:0",
                "https://evs.example.com:65536",
                "https://evs.example.com:99999999999",
                "https://evs.example.com:x",
                "https://a b",
                "https://evs.example.com/\n",
                "https://user@evs.example.com",
                "https://user:secret@evs.example.com",
                "https://evs.example.com?x",
                "https://evs.example.com/#top",
                "https://evs.example.com/%zz"
            })
    void invalidPublicUrlsAreRejected(String url) {
        InvalidConfigurationException refusal =
                assertThrows(InvalidConfigurationException.class, () -> LOOPBACK.withPublicUrl(url));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("public url must "), refusal::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void aPortOutOfBoundsIsRejected(int port) {
        InvalidConfigurationException refusal =
                assertThrows(InvalidConfigurationException.class, () -> HttpConfig.listeningOn("127.0.0.1", port));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("port must "), refusal::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "0"})
    void aWildcardAddressRequiresAPublicUrl(String host) {
        InvalidConfigurationException refusal =
                assertThrows(InvalidConfigurationException.class, () -> start(HttpConfig.listeningOn(host, 0)));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("public url must "), refusal::toString);
    }

    @Test
    void anUnknownHostCannotBeBound() {
        assertThrows(UnknownHostException.class, () -> start(HttpConfig.listeningOn("no-such-host.invalid", 0)));
    }

    @Test
    void linksStartWithTheAddressByDefault() throws IOException {
        try (TransferHttpServer server = start(LOOPBACK)) {
            assertEquals("http://127.0.0.1:" + server.address().getPort(), server.publicUrl());
        }
        try (TransferHttpServer server = start(HttpConfig.listeningOn("localhost", 0))) {
            assertEquals("http://localhost:" + server.address().getPort(), server.publicUrl());
        }
    }

    @Test
    void linksStartWithThePublicUrlIfConfigured() throws IOException {
        try (TransferHttpServer server = start(LOOPBACK.withPublicUrl("https://evs.example.com/storage/"))) {
            assertEquals("https://evs.example.com/storage", server.publicUrl());
        }
    }

    @Test
    void aPortInUseCannotBeBound() throws IOException {
        try (TransferHttpServer server = start(LOOPBACK)) {
            int taken = server.address().getPort();
            assertThrows(IOException.class, () -> start(HttpConfig.listeningOn("127.0.0.1", taken)));
        }
    }

    private static TransferHttpServer start(HttpConfig config) throws IOException {
        return TransferHttpServer.builder(
                        config,
                        UseCases.authenticatedBy(new AuthenticateCallerService(new KnownTokens()))
                                .withList((project, request) -> {
                                    throw new AssertionError("not called");
                                }))
                .start();
    }
}
