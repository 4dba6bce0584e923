package org.volumetransfers.application.port.out;

import java.util.concurrent.CompletionStage;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/**
 * The identity port: tells who is behind a token.
 *
 * <p>An adapter shows that it keeps what is promised here by extending {@code TokenVerifierContract} of the module
 * {@code volume-transfers-testkit}.
 *
 * <ul>
 *   <li><b>Exact:</b> a token is known as it is, every character, upper and lower case.
 *   <li><b>Expiry:</b> a token is refused at the moment it expires and ever after, without grace.
 *   <li><b>Faults:</b> whoever cannot be asked has not said no: that is never a rejected token, and never a pass.
 *   <li><b>Threads:</b> safe for any number of threads, and never blocks the calling one.
 *   <li><b>Time:</b> the stage completes within a time that the adapter bounds.
 * </ul>
 */
public interface TokenVerifier {

    /**
     * Verifies one token.
     *
     * @param token what the caller shows
     * @return who is behind it: completed already where that is known, later where somebody must be asked. Fails with
     *     {@link org.volumetransfers.domain.error.TokenRejectedException} when the token is unknown, revoked or expired,
     *     and with {@link org.volumetransfers.domain.error.BackendUnavailableException} when that cannot be found out now
     */
    CompletionStage<Caller> verify(AuthToken token);
}
