package org.volumetransfers.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * A volume transfer: a project offers one of its volumes to the project that accepts it with the id and the key of the
 * transfer.
 *
 * <p><b>Size:</b> id, volume id and name together have at most {@value #MAX_BYTES} bytes of UTF-8, of the 3,060 that three
 * texts of 255 characters can take, since an index row of PostgreSQL cannot hold more.
 *
 * @param project the offering project, the only one that sees the transfer
 * @param id the id, unique in the project
 * @param name the name, at most 255 characters of well-formed Unicode without U+0000; null if storage holds none
 * @param volume the offered volume
 * @param createdAt the time of creation, UTC, in the years 1 to 9999; truncated to microseconds, the precision of storage
 */
public record VolumeTransfer(
        ProjectId project, TransferId id, @Nullable String name, VolumeId volume, Instant createdAt) {

    /** The most bytes of UTF-8 that id, volume id and name have together. */
    public static final int MAX_BYTES = 2400;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /**
     * Checks name, size and time, and truncates the time to microseconds.
     *
     * @throws InvalidValueException if one of them is out of bounds
     */
    public VolumeTransfer {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(volume, "volume");
        if (name != null) {
            StoredText.check("name", name);
            checkSize(id.value(), volume.value(), name);
        }
        if (createdAt.isBefore(EARLIEST) || !createdAt.isBefore(END)) {
            throw new InvalidValueException("created_at", "be in the years 1 to 9999");
        }
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** Ids alone cannot be too large. Counts bytes only if there are enough UTF-16 units, each of at most 3 bytes. */
    private static void checkSize(String id, String volume, String name) {
        boolean mayBeTooLarge = id.length() + volume.length() + name.length() > MAX_BYTES / 3;
        if (mayBeTooLarge && (id + volume + name).getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new InvalidValueException(
                    "name", "have at most " + MAX_BYTES + " bytes together with id and volume_id");
        }
    }

    /** Returns the position of this transfer among those of its project, in {@link TransferOrder}. */
    public TransferPosition position() {
        return new TransferPosition(createdAt, id);
    }
}
