package org.volumetransfers.domain.error;

/**
 * The offset rule in force does not take this offset. Carries no stack trace.
 *
 * <p>Only the rule {@code documented} refuses: an offset of 0, and one at or past the number of transfers.
 */
public final class OffsetRefusedException extends TransferException {

    private static final long serialVersionUID = 1L;

    /** Why an offset is refused. */
    public enum Reason {
        /** The offset is 0, and the rule wants one greater than 0. */
        NOT_POSITIVE,
        /** The offset is at or past the number of transfers. */
        PAST_THE_END
    }

    /** The refused offset. */
    private final int offset;

    /** Why it was refused. */
    private final Reason reason;

    /**
     * Names the offset and the reason.
     *
     * @param offset the refused offset, 0 or more
     * @param reason why it was refused
     */
    public OffsetRefusedException(int offset, Reason reason) {
        super("offset " + offset + " refused: " + reason);
        this.offset = offset;
        this.reason = reason;
    }

    /**
     * Tells which offset was refused.
     *
     * @return 0 or more
     */
    public int offset() {
        return offset;
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
        return visitor.offsetRefused(this);
    }
}
