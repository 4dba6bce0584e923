package org.volumetransfers.domain;

/**
 * The id of a volume transfer.
 *
 * <p><b>Shape:</b> {@code cac5c677-73a9-4288-bb9c-b2ebfb547377}. New transfers get a UUID with dashes in lower case, but
 * other programs may write to storage, so any text is kept as it is, without normalisation. <b>Bounds:</b> 1 to
 * 255 characters of well-formed Unicode without U+0000. <b>Order:</b> the byte order of its UTF-8 form, see
 * {@link TransferOrder}; not that of {@link java.util.UUID}, which compares signed numbers.
 */
public record TransferId(String value) {

    /**
     * Checks the id.
     *
     * @throws org.volumetransfers.domain.error.InvalidValueException if the text is out of bounds
     */
    public TransferId {
        StoredText.checkId("id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
