package org.volumetransfers.domain.error;

/**
 * The token is unknown, revoked or expired: whoever shows it is nobody. Carries no stack trace and never the token.
 *
 * <p>Not thrown when the identity service could not be asked; that is {@link BackendUnavailableException}.
 */
public final class TokenRejectedException extends TransferException {

    private static final long serialVersionUID = 1L;

    /** Says no more than that the token was rejected. */
    public TokenRejectedException() {
        super("token rejected");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.tokenRejected(this);
    }
}
