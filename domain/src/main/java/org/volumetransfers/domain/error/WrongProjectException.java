package org.volumetransfers.domain.error;

/**
 * The token is good, but belongs to another project than the one asked for, to a domain, or to nothing. Carries no
 * stack trace and does not tell whether the project exists.
 */
public final class WrongProjectException extends TransferException {

    private static final long serialVersionUID = 1L;

    /** Says no more than that the projects differ. */
    public WrongProjectException() {
        super("token is not scoped to the project");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.wrongProject(this);
    }
}
