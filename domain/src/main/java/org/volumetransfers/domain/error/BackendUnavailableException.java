package org.volumetransfers.domain.error;

import org.jspecify.annotations.Nullable;

/**
 * Storage or the identity service could not answer: unreachable, too slow, overloaded, or unreadable. Asking again
 * later may help. Says nothing about the caller: its token may be good, its transfers may exist.
 */
public final class BackendUnavailableException extends TransferException {

    private static final long serialVersionUID = 1L;

    /** Who could not answer. */
    public enum Backend {
        /** Where transfers are kept. */
        STORAGE,
        /** Where tokens are checked. */
        IDENTITY
    }

    /** Who could not answer. */
    private final Backend backend;

    /**
     * Names the backend and what happened, for the operator's log; neither is ever sent to a caller.
     *
     * @param backend who could not answer
     * @param message what happened, in words for an operator, without secrets
     * @param cause the failure of the driver or client, or null where there is none
     */
    public BackendUnavailableException(Backend backend, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.backend = backend;
    }

    /**
     * Tells who could not answer.
     *
     * @return storage or identity
     */
    public Backend backend() {
        return backend;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.backendUnavailable(this);
    }
}
