package org.volumetransfers.adapter.keystone;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/** Many unknown tokens, which Keystone rejects slowly, and a valid one. Counts requests to Keystone, not time. */
class FloodTest {

    private static final AuthToken TOKEN = new AuthToken("gAAAAABk-token");
    private static final AuthToken ANOTHER = new AuthToken("gAAAAABk-another");
    private static final Caller CALLER = new Caller(null, Set.of("member"), Instant.parse("9999-01-01T00:00:00Z"));
    private static final int DELAY_MILLIS = 100;
    private static final int WAITING = 1_000;

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

    /**
     * Asserts that a token does not wait for the whole flood, of which a thousand calls are waiting. It is among the next few,
     * but this thread may pause before it presents the token.
     */
    private void assertServedInTurn(TokenVerifier verifier, AuthToken token) {
        int before = keystone.requests();
        assertEquals(CALLER, Outcome.callerOf(verifier.verify(token, "client")));
        List<ServeEvent> latestFirst = keystone.server().getAllServeEvents();
        int later = IntStream.range(0, latestFirst.size())
                .filter(i ->
                        token.value().equals(latestFirst.get(i).getRequest().getHeader("X-Subject-Token")))
                .findFirst()
                .orElseThrow();
        int earlier = latestFirst.size() - 1 - later - before;
        assertTrue(earlier < WAITING / 2, () -> earlier + " calls of the flood came first");
    }

    @Test
    void aTokenOfAnotherClientIsAmongTheNextCalls() {
        TokenVerifier verifier = verifier(4, WAITING);
        flood(verifier, 2 * WAITING, 1);
        assertServedInTurn(verifier, TOKEN);
    }

    @Test
    void aClientThatHasPresentedAValidTokenIsServedDuringAFloodFromManyClients() {
        TokenVerifier verifier = verifier(4, WAITING);
        assertEquals(CALLER, Outcome.callerOf(verifier.verify(TOKEN, "client")));
        flood(verifier, 2 * WAITING, 2 * WAITING);
        assertServedInTurn(verifier, ANOTHER);
    }
}
