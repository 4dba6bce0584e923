package org.volumetransfers.testkit;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/** Runs the contract as the author of an adapter does; all tests pass, and none is skipped. */
class ReferenceVerifierTest extends TokenVerifierContract {

    @Override
    protected TokenVerifier knowing(Map<AuthToken, Caller> tokens, Clock clock) {
        return new ReferenceVerifier(tokens, clock);
    }

    @Override
    protected TokenVerifier unreachable() {
        return token -> CompletableFuture.failedFuture(
                new BackendUnavailableException(Backend.IDENTITY, "connection refused", null));
    }
}
