package org.volumetransfers.domain;

/**
 * The id of the volume (disk) that a transfer offers.
 *
 * <p><b>Shape:</b> {@code 894623a6-e901-4312-aa06-4275e6321cce}; like {@link TransferId}, any text that storage holds
 * is kept as it is. <b>Bounds:</b> 1 to 255 characters of well-formed Unicode without U+0000.
 */
public record VolumeId(String value) {

    /**
     * Checks the id.
     *
     * @throws org.volumetransfers.domain.error.InvalidValueException if the text is out of bounds
     */
    public VolumeId {
        StoredText.checkId("volume_id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
