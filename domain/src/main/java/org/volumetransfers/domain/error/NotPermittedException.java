package org.volumetransfers.domain.error;

/** The caller belongs to the project, but its roles do not allow the action. Carries no stack trace. */
public final class NotPermittedException extends TransferException {

    private static final long serialVersionUID = 1L;

    /** Why the roles do not suffice. */
    public enum Reason {
        /** The token carries no role at all. */
        NO_ROLES,
        /** The token carries roles, but none that the policy asks for. */
        ROLE_MISSING
    }

    /** Why the roles do not suffice. */
    private final Reason reason;

    /**
     * Names the reason.
     *
     * @param reason why the roles do not suffice
     */
    public NotPermittedException(Reason reason) {
        super("not permitted: " + reason);
        this.reason = reason;
    }

    /**
     * Tells why.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.notPermitted(this);
    }
}
