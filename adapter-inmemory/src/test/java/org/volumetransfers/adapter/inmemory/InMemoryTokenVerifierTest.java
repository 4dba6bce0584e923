package org.volumetransfers.adapter.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.testkit.TokenVerifierContract;

/** Memory is never unreachable, so the topic Failure is skipped. */
class InMemoryTokenVerifierTest extends TokenVerifierContract {

    private static final AuthToken TOKEN = new AuthToken("demo-token");
    private static final Caller CALLER = new Caller(Transfers.PROJECT, Set.of("member"), null);

    @Override
    protected TokenVerifier knowing(Map<AuthToken, Caller> tokens, Clock clock) {
        return new InMemoryTokenVerifier(tokens, clock);
    }

    @Test
    void stagesAreAlwaysComplete() {
        TokenVerifier verifier = new InMemoryTokenVerifier(Map.of(TOKEN, CALLER), Clock.systemUTC());
        assertTrue(verifier.verify(TOKEN).toCompletableFuture().isDone());
        assertTrue(
                verifier.verify(new AuthToken("unknown")).toCompletableFuture().isDone());
    }

    @Test
    void tokensAddedToTheMapLaterAreUnknown() {
        Map<AuthToken, Caller> tokens = new HashMap<>();
        TokenVerifier verifier = new InMemoryTokenVerifier(tokens, Clock.systemUTC());
        tokens.put(TOKEN, CALLER);
        assertTrue(verifier.verify(TOKEN).toCompletableFuture().isCompletedExceptionally());
    }

    @Test
    void toStringContainsNoToken() {
        TokenVerifier verifier = new InMemoryTokenVerifier(Map.of(TOKEN, CALLER), Clock.systemUTC());
        assertEquals("InMemoryTokenVerifier[1 tokens]", verifier.toString());
    }
}
