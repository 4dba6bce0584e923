package org.volumetransfers.adapter.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.volumetransfers.adapter.http.toolkit.KnownTokens;
import org.volumetransfers.application.service.AuthenticateCallerService;

class UseCasesTest {

    private static final HttpConfig CONFIG =
            HttpConfig.listeningOn("127.0.0.1", 0).withPublicUrl("https://evs.example.com");

    private final UseCases none = UseCases.authenticatedBy(new AuthenticateCallerService(new KnownTokens()));

    @Test
    @SuppressWarnings("NullAway") // on purpose
    void nullIsRejectedByName() {
        assertNames("authenticate", () -> UseCases.authenticatedBy(null));
        assertNames("v2", () -> none.withList(null));
        assertNames("v3", () -> none.withList((project, request) -> () -> null, null));
        assertNames("showTransfer", () -> none.withShow(null));
        assertNames("useCases", () -> TransferHttpServer.builder(CONFIG, null));
        assertNames("config", () -> TransferHttpServer.builder(null, none));
        assertNames("useCases", () -> new TransferRoutes(CONFIG, null));
        assertNames("config", () -> new TransferRoutes(null, none));
    }

    private static void assertNames(String parameter, Runnable call) {
        assertEquals(
                parameter, assertThrows(NullPointerException.class, call::run).getMessage());
    }

    @Test
    void aServerWithoutUseCasesDoesNotStart() {
        TransferHttpServer.Builder builder = TransferHttpServer.builder(CONFIG, none);
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, builder::start);
        assertTrue(String.valueOf(thrown.getMessage()).contains("UseCases.withList"), thrown::toString);
        assertThrows(IllegalArgumentException.class, () -> new TransferRoutes(CONFIG, none));
    }
}
