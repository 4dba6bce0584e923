package org.volumetransfers.testkit;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.TokenRejectedException;

/** A correct verifier, of methods that {@link WrongVerifiers} overrides one at a time. */
class ReferenceVerifier implements TokenVerifier {

    private final Map<AuthToken, Caller> tokens;
    private final Clock clock;

    ReferenceVerifier(Map<AuthToken, Caller> tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Caller> verify(AuthToken token) {
        Caller caller = find(tokens, token.value());
        if (caller == null || isExpired(caller, clock.instant())) {
            return rejected();
        }
        return CompletableFuture.completedFuture(returned(caller));
    }

    @Nullable Caller find(Map<AuthToken, Caller> known, String token) {
        return known.get(new AuthToken(token));
    }

    boolean isExpired(Caller caller, Instant now) {
        return caller.isExpiredAt(now);
    }

    CompletionStage<Caller> rejected() {
        return CompletableFuture.failedFuture(new TokenRejectedException());
    }

    Caller returned(Caller caller) {
        return caller;
    }
}
