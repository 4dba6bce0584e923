package org.volumetransfers.domain.error;

/** A page was requested after a marker that is no known transfer of the project. Carries no stack trace. */
public final class UnknownMarkerException extends TransferException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param marker the id that is unknown
     */
    public UnknownMarkerException(String marker) {
        super("unknown marker " + marker);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.unknownMarker(this);
    }
}
