package org.volumetransfers.application.port.out;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/**
 * The identity port: verifies tokens.
 *
 * <p>An adapter proves that it keeps the contract below by extending {@code TokenVerifierContract} of the module
 * {@code volume-transfers-testkit}.
 *
 * <ul>
 *   <li><b>Exactness:</b> a token is matched exactly, every character, case included.
 *   <li><b>Expiry:</b> a token is rejected from the moment it expires, without grace.
 *   <li><b>Failures:</b> if the identity service cannot be reached, the token is neither rejected nor accepted.
 *   <li><b>Threads:</b> safe for use by multiple threads; never blocks the calling one.
 *   <li><b>Time:</b> the stage completes within a time that the adapter bounds.
 * </ul>
 */
public interface TokenVerifier {

    /**
     * Verifies a token.
     *
     * @param token the token of a caller
     * @return the caller, complete already if it is known; otherwise completed later. Fails with
     *     {@link org.volumetransfers.domain.error.TokenRejectedException} if the token is unknown, revoked or expired, and
     *     with {@link org.volumetransfers.domain.error.BackendUnavailableException} if it cannot be verified now
     */
    CompletionStage<Caller> verify(AuthToken token);

    /**
     * Verifies a token that a client presents, in the same way. The client has no effect on the result; a verifier whose
     * capacity is limited may use it to serve clients in turn. By default it is ignored. A decorator passes it on.
     *
     * @param token the token of a caller
     * @param client what distinguishes the client from others, such as its address; null if it is unknown
     * @return as of {@link #verify(AuthToken)}
     */
    default CompletionStage<Caller> verify(AuthToken token, @Nullable String client) {
        return verify(token);
    }
}
