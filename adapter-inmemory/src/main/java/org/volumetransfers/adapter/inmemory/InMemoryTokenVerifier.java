package org.volumetransfers.adapter.inmemory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.error.TokenRejectedException;

/**
 * Verifies a fixed set of tokens, for local runs and tests. Its stages are always complete.
 *
 * <p>Keeps SHA-256 digests instead of tokens, so that a heap dump contains no secret, and the time of a lookup reveals nothing
 * about a token.
 *
 * <p><b>Threads:</b> immutable, safe for use by multiple threads.
 */
public final class InMemoryTokenVerifier implements TokenVerifier {

    private final Map<ByteBuffer, Caller> callersByDigest;
    private final Clock clock;

    /** Copies the callers by token; later changes of the map have no effect. The clock tells when a token expires. */
    public InMemoryTokenVerifier(Map<AuthToken, Caller> tokens, Clock clock) {
        Map<ByteBuffer, Caller> byDigest = new HashMap<>();
        tokens.forEach((token, caller) -> byDigest.put(digest(token), caller));
        this.callersByDigest = Map.copyOf(byDigest);
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public CompletionStage<Caller> verify(AuthToken token) {
        Caller caller = callersByDigest.get(digest(token));
        if (caller == null || caller.isExpiredAt(clock.instant())) {
            return CompletableFuture.failedStage(new TokenRejectedException());
        }
        return CompletableFuture.completedStage(caller);
    }

    /** Returns the number of tokens, and none of them. */
    @Override
    public String toString() {
        return "InMemoryTokenVerifier[" + callersByDigest.size() + " tokens]";
    }

    private static ByteBuffer digest(AuthToken token) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(sha256.digest(token.value().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform supports SHA-256", e);
        }
    }
}
