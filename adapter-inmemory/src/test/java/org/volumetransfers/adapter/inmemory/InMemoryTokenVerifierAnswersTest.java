package org.volumetransfers.adapter.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.TokenRejectedException;

class InMemoryTokenVerifierAnswersTest {

    private static final AuthToken TOKEN = new AuthToken("demo-token");
    private static final Instant EXPIRY = Instant.parse("2024-06-01T12:00:00Z");
    private static final Caller CALLER = new Caller(Transfers.PROJECT, Set.of("member"), EXPIRY);

    private static CompletableFuture<Caller> answer(AuthToken token, Instant now) {
        InMemoryTokenVerifier verifier =
                new InMemoryTokenVerifier(Map.of(TOKEN, CALLER), Clock.fixed(now, ZoneOffset.UTC));
        return verifier.verify(token).toCompletableFuture();
    }

    private static void assertRejected(CompletableFuture<Caller> answer) {
        assertTrue(answer.isDone());
        CompletionException failure = assertThrows(CompletionException.class, answer::join);
        assertInstanceOf(TokenRejectedException.class, failure.getCause());
    }

    @Test
    void aKnownTokenIsAnsweredAtOnce() {
        CompletableFuture<Caller> answer = answer(TOKEN, EXPIRY.minusNanos(1));
        assertTrue(answer.isDone());
        assertEquals(CALLER, answer.join());
    }

    @Test
    void aTokenIsRejectedFromTheMomentItExpires() {
        assertRejected(answer(TOKEN, EXPIRY));
        assertRejected(answer(TOKEN, EXPIRY.plusSeconds(1)));
    }

    @Test
    void aTokenThatDiffersInOneLetterOrItsCaseIsRejected() {
        for (String other : new String[] {"demo-tokem", "demo-toke", "demo-token1", "Demo-token"}) {
            assertRejected(answer(new AuthToken(other), EXPIRY.minusSeconds(1)));
        }
    }

    @Test
    void tokensAddedToTheMapLaterAreUnknown() {
        Map<AuthToken, Caller> tokens = new HashMap<>();
        InMemoryTokenVerifier verifier = new InMemoryTokenVerifier(tokens, Clock.fixed(EXPIRY, ZoneOffset.UTC));
        tokens.put(TOKEN, new Caller(null, Set.of(), null));
        assertRejected(verifier.verify(TOKEN).toCompletableFuture());
    }

    @Test
    void itsTextShowsNoToken() {
        InMemoryTokenVerifier verifier = new InMemoryTokenVerifier(Map.of(TOKEN, CALLER), Clock.systemUTC());
        assertEquals("InMemoryTokenVerifier[1 tokens]", verifier.toString());
    }
}
