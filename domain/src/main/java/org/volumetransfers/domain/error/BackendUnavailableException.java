package org.volumetransfers.domain.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Storage or the identity service could not answer: unreachable, too slow, overloaded, or unreadable. A retry may succeed.
 * Says nothing about the caller: its token may be valid, its transfers may exist.
 */
public final class BackendUnavailableException extends TransferException {

    private static final long serialVersionUID = 1L;

    /** The backend that could not answer. */
    public enum Backend {
        /** The storage of transfers. */
        STORAGE,
        /** The service that verifies tokens. */
        IDENTITY
    }

    /** Why a backend could not answer. */
    public enum Reason {
        /** The backend was called and failed, or is known to be unavailable. */
        FAILED,
        /** The backend was not called: too many calls are queued. */
        QUEUE_FULL,
        /** The backend was not called: the call was queued for longer than its deadline allows. */
        DEADLINE_MISSED
    }

    /** The backend that could not answer. */
    private final Backend backend;

    /** Why it could not answer. */
    private final Reason reason;

    /**
     * Reports a backend that failed. Neither message nor cause is ever sent to a caller.
     *
     * @param backend the backend that could not answer
     * @param message what happened, for the operator's log, without secrets
     * @param cause the failure of the driver or client, or null if there is none
     */
    public BackendUnavailableException(Backend backend, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.backend = Objects.requireNonNull(backend, "backend");
        this.reason = Reason.FAILED;
    }

    /**
     * Reports an overloaded backend. Carries no stack trace, because callers can provoke it at will.
     *
     * @param backend the backend that could not answer
     * @param reason why it could not answer
     * @param message what happened, for the operator's log, without secrets
     */
    public BackendUnavailableException(Backend backend, Reason reason, String message) {
        super(message);
        this.backend = Objects.requireNonNull(backend, "backend");
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** Returns the backend that could not answer: storage or identity. */
    public Backend backend() {
        return backend;
    }

    /** Returns why the backend could not answer. */
    public Reason reason() {
        return reason;
    }

    /**
     * Tells whether the backend was not called because of load, so that it may be healthy.
     *
     * @return true unless the reason is {@link Reason#FAILED}
     */
    public boolean isOverload() {
        return reason != Reason.FAILED;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.backendUnavailable(this);
    }
}
