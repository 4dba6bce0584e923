package org.volumetransfers.domain.error;

/** The roles of the caller in its project do not permit the action. Carries no stack trace. */
public final class NotPermittedException extends TransferException {

    private static final long serialVersionUID = 1L;

    /** Why the roles do not suffice. */
    public enum Reason {
        /** The token has no roles. */
        NO_ROLES,
        /** The token has roles, but none that the policy requires. */
        ROLE_MISSING
    }

    /** Why the roles do not suffice. */
    private final Reason reason;

    /** Creates the error. */
    public NotPermittedException(Reason reason) {
        super("not permitted: " + reason);
        this.reason = reason;
    }

    /** Returns why the roles do not suffice. */
    public Reason reason() {
        return reason;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.notPermitted(this);
    }
}
