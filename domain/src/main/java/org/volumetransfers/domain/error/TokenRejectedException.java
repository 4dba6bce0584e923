package org.volumetransfers.domain.error;

/**
 * The token is unknown, revoked or expired. Carries no stack trace and never the token.
 *
 * <p>Not thrown if the identity service is unavailable; see {@link BackendUnavailableException}.
 */
public final class TokenRejectedException extends TransferException {

    private static final long serialVersionUID = 1L;

    /** Creates the error, whose message does not contain the token. */
    public TokenRejectedException() {
        super("token rejected");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.tokenRejected(this);
    }
}
