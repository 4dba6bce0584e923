package org.volumetransfers.adapter.keystone;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.TokenRejectedException;
import org.volumetransfers.testkit.TokenVerifierContract;

/** The port's contract, in front of a verifier that accepts its tokens even after they have expired. */
class CachingTokenVerifierTest extends TokenVerifierContract {

    @Override
    protected TokenVerifier knowing(Map<AuthToken, Caller> tokens, Clock clock) {
        TokenVerifier careless = token -> {
            Caller caller = tokens.get(token);
            return caller == null
                    ? CompletableFuture.failedStage(new TokenRejectedException())
                    : CompletableFuture.completedStage(caller);
        };
        return new CachingTokenVerifier(careless, TokenCacheConfig.DEFAULT, clock);
    }

    @Override
    protected TokenVerifier unreachable() {
        return new CachingTokenVerifier(
                new KeystoneTokenVerifier(KeystoneTokenVerifierTest.unreachableKeystone(), Clock.systemUTC()),
                TokenCacheConfig.DEFAULT,
                Clock.systemUTC());
    }
}
