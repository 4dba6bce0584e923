package org.volumetransfers.domain.error;

/**
 * The token is valid, but scoped to another project than the requested one, to a domain, or unscoped. Carries no stack trace
 * and does not tell whether the requested project exists.
 */
public final class WrongProjectException extends TransferException {

    private static final long serialVersionUID = 1L;

    /** Creates the error, whose message names no project. */
    public WrongProjectException() {
        super("token is not scoped to the project");
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.wrongProject(this);
    }
}
