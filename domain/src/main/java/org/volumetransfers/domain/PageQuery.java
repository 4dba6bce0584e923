package org.volumetransfers.domain;

import java.util.Objects;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * What {@link TransferQuery} is asked: one page of one project. Make one with {@link #atOffset} or {@link #after}; they
 * stay as they are when sort and filters join.
 *
 * @param project whose transfers
 * @param start where the page starts
 * @param limit at most how many transfers, 1 to 2147483647
 */
public record PageQuery(ProjectId project, PageStart start, int limit) {

    /**
     * Checks the limit.
     *
     * @param project whose transfers
     * @param start where the page starts
     * @param limit at most how many transfers
     * @throws InvalidValueException when it is below 1
     */
    public PageQuery {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(start, "start");
        if (limit < 1) {
            throw new InvalidValueException("limit", "be at least 1");
        }
    }

    /**
     * Asks for the page that starts so many transfers in.
     *
     * @param project whose transfers
     * @param offset how many to skip, at least 0; may exceed 2147483647
     * @param limit at most how many, at least 1
     * @return the query
     * @throws InvalidValueException when offset or limit are out of bounds
     */
    public static PageQuery atOffset(ProjectId project, long offset, int limit) {
        return new PageQuery(project, new PageStart.AtOffset(offset), limit);
    }

    /**
     * Asks for the page right behind a place.
     *
     * @param project whose transfers
     * @param position the place, itself not part of the page
     * @param limit at most how many, at least 1
     * @return the query
     * @throws InvalidValueException when the limit is out of bounds
     */
    public static PageQuery after(ProjectId project, TransferPosition position, int limit) {
        return new PageQuery(project, new PageStart.After(position), limit);
    }
}
