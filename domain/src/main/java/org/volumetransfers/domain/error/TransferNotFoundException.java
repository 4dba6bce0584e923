package org.volumetransfers.domain.error;

/** The project has no pending transfer with an id. Carries no stack trace. */
public final class TransferNotFoundException extends TransferException {

    private static final long serialVersionUID = 1L;

    /** The id that was not found. */
    private final String id;

    /**
     * Creates the error.
     *
     * @param id the id that was not found
     */
    public TransferNotFoundException(String id) {
        super("transfer " + id + " not found");
        this.id = id;
    }

    /** Returns the id that was not found. */
    public String id() {
        return id;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.transferNotFound(this);
    }
}
