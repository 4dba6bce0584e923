package org.volumetransfers.adapter.keystone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

class TokenDigestTest {

    @Test
    void tokensAndDigestsAreMasked() {
        AuthToken token = new AuthToken("a-token");
        CachingTokenVerifier cache = new CachingTokenVerifier(
                verified -> CompletableFuture.completedFuture(new Caller(null, Set.of("member"), null)),
                TokenCacheConfig.DEFAULT,
                Clock.systemUTC());
        cache.verify(token).toCompletableFuture().join();
        assertEquals("TokenDigest[masked]", TokenDigest.of(token).toString());
        assertFalse(cache.toString().contains(token.value()));
    }
}
