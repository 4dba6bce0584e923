package org.volumetransfers.bootstrap.architecture.planted.rings.adapter.inmemory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/** Breaks: every identity runs the contract. */
final class UntestedTokenVerifier implements TokenVerifier {
    @Override
    public CompletionStage<Caller> verify(AuthToken token) {
        return new CompletableFuture<>();
    }
}
