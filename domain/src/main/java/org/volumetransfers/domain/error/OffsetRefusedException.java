package org.volumetransfers.domain.error;

/**
 * The offset rule in force rejects the offset. Carries no stack trace.
 *
 * <p>Only the rule {@code documented} rejects offsets: 0, and those at or past the number of transfers.
 */
public final class OffsetRefusedException extends TransferException {

    private static final long serialVersionUID = 1L;

    /** Why an offset is rejected. */
    public enum Reason {
        /** The offset is 0, and the rule requires one greater than 0. */
        NOT_POSITIVE,
        /** The offset is at or past the number of transfers. */
        PAST_THE_END
    }

    /** The rejected offset. */
    private final int offset;

    /** Why it was rejected. */
    private final Reason reason;

    /**
     * Creates the error.
     *
     * @param offset the rejected offset, at least 0
     * @param reason why it was rejected
     */
    public OffsetRefusedException(int offset, Reason reason) {
        super("offset " + offset + " refused: " + reason);
        this.offset = offset;
        this.reason = reason;
    }

    /** Returns the rejected offset, at least 0. */
    public int offset() {
        return offset;
    }

    /** Returns why the offset was rejected. */
    public Reason reason() {
        return reason;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.offsetRefused(this);
    }
}
