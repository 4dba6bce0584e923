package org.volumetransfers.adapter.keystone;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/** A verifier whose results the test provides. */
final class ControlledVerifier implements TokenVerifier {

    private final List<CompletableFuture<Caller>> results = new ArrayList<>();

    private final List<String> clients = new ArrayList<>();

    @Override
    public CompletionStage<Caller> verify(AuthToken token) {
        return verify(token, null);
    }

    @Override
    public synchronized CompletionStage<Caller> verify(AuthToken token, @Nullable String client) {
        clients.add(String.valueOf(client));
        CompletableFuture<Caller> result = new CompletableFuture<>();
        results.add(result);
        return result;
    }

    /** Returns the client of each verification. */
    synchronized List<String> clients() {
        return List.copyOf(clients);
    }

    /** Returns the number of verifications. */
    synchronized int count() {
        return results.size();
    }

    /** Returns the result of the last verification, to be completed by the test. */
    synchronized CompletableFuture<Caller> last() {
        return results.get(results.size() - 1);
    }
}
