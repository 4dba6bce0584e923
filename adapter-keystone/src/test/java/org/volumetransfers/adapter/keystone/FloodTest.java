package org.volumetransfers.adapter.keystone;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/** Many unknown tokens, which Keystone rejects slowly, and a valid one. Counts requests to Keystone, never time. */
class FloodTest {

    private static final AuthToken TOKEN = new AuthToken("gAAAAABk-token");
    private static final AuthToken ANOTHER = new AuthToken("gAAAAABk-another");
    private static final Caller CALLER = new Caller(null, Set.of("member"), Instant.parse("9999-01-01T00:00:00Z"));
    private static final int DELAY_MILLIS = 100;

    private final FakeKeystone keystone = new FakeKeystone().accepting(Map.of(TOKEN, CALLER, ANOTHER, CALLER));

    @AfterEach
    void close() {
        keystone.close();
    }

    private TokenVerifier verifier(int calls, int waiting) {
        keystone.server()
                .stubFor(any(anyUrl())
                        .atPriority(9)
                        .willReturn(FakeKeystone.error(401, "Unauthorized").withFixedDelay(DELAY_MILLIS)));
        return new KeystoneTokenVerifier(
                keystone.config().withMaxCalls(calls, waiting), Clock.systemUTC(), FakeKeystone.NEVER);
    }

    private static void flood(TokenVerifier verifier, int tokens, int clients) {
        for (int i = 0; i < tokens; i++) {
            verifier.verify(new AuthToken("unknown-" + i), "flood-" + i % clients);
        }
    }

    @Test
    void aTokenOfAnotherClientIsAmongTheNextCalls() {
        TokenVerifier verifier = verifier(4, 1_000);
        flood(verifier, 2_000, 1);
        assertEquals(CALLER, Outcome.callerOf(verifier.verify(TOKEN, "client")));
        assertTrue(keystone.requests() <= 20, () -> "after " + keystone.requests() + " requests");
    }

    @Test
    void aClientThatHasPresentedAValidTokenIsServedDuringAFloodFromManyClients() {
        TokenVerifier verifier = verifier(4, 1_000);
        assertEquals(CALLER, Outcome.callerOf(verifier.verify(TOKEN, "client")));
        flood(verifier, 2_000, 2_000);
        assertEquals(CALLER, Outcome.callerOf(verifier.verify(ANOTHER, "client")));
        assertTrue(keystone.requests() <= 20, () -> "after " + keystone.requests() + " requests");
    }
}
