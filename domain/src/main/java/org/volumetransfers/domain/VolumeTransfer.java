package org.volumetransfers.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * A pending transfer: a project offers one of its volumes to whoever knows the transfer's id and key.
 *
 * @param project the giving project, to whom alone the transfer is visible
 * @param id the transfer's id, unique in the project
 * @param name what the giver called it, at most 255 characters of well-formed Unicode without U+0000; null when storage
 *     holds none
 * @param volume the volume that is offered
 * @param createdAt when it was created, UTC, in the years 1 to 9999; finer than a microsecond is cut off, since storage
 *     keeps microseconds
 */
public record VolumeTransfer(
        ProjectId project, TransferId id, @Nullable String name, VolumeId volume, Instant createdAt) {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /**
     * Checks the name and the time, and cuts the time to microseconds.
     *
     * @param project the giving project
     * @param id the transfer's id
     * @param name what the giver called it
     * @param volume the volume that is offered
     * @param createdAt when it was created
     * @throws InvalidValueException when one of them is out of bounds
     */
    public VolumeTransfer {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(volume, "volume");
        if (name != null) {
            StoredText.check("name", name);
        }
        if (createdAt.isBefore(EARLIEST) || !createdAt.isBefore(END)) {
            throw new InvalidValueException("created_at", "be in the years 1 to 9999");
        }
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Tells where this transfer stands among those of its project.
     *
     * @return its place in {@link TransferOrder}
     */
    public TransferPosition position() {
        return new TransferPosition(createdAt, id);
    }
}
