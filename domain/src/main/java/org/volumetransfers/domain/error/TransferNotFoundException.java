package org.volumetransfers.domain.error;

import org.volumetransfers.domain.TransferId;

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
    public TransferNotFoundException(TransferId id) {
        super("transfer " + id + " not found");
        this.id = id.value();
    }

    /**
     * Returns the id that was not found.
     *
     * @return the id
     */
    public TransferId id() {
        return new TransferId(id);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.transferNotFound(this);
    }
}
