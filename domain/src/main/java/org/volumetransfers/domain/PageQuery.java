package org.volumetransfers.domain;

import java.util.Objects;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * A query for one page of one project. Created by {@link #atOffset} or {@link #after}, whose signatures stay the same when
 * components are added to this record.
 *
 * @param project the project that created the transfers
 * @param start where the page starts
 * @param limit the most transfers of the page, 1 to 2147483647
 */
public record PageQuery(ProjectId project, PageStart start, int limit) {

    /**
     * Checks the limit.
     *
     * @throws InvalidValueException if it is below 1
     */
    public PageQuery {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(start, "start");
        if (limit < 1) {
            throw new InvalidValueException("limit", "be at least 1");
        }
    }

    /**
     * Returns a query for the page that starts after skipping some transfers.
     *
     * @param project the project that created the transfers
     * @param offset the number of transfers to skip, at least 0; may exceed 2147483647
     * @param limit the most transfers of the page, at least 1
     * @return the query
     * @throws InvalidValueException if offset or limit is out of bounds
     */
    public static PageQuery atOffset(ProjectId project, long offset, int limit) {
        return new PageQuery(project, new PageStart.AtOffset(offset), limit);
    }

    /**
     * Returns a query for the page that starts after a transfer.
     *
     * @param project the project that created the transfers
     * @param marker the id of the transfer, not part of the page
     * @param offset the number of transfers after it to skip, at least 0; may exceed 2147483647
     * @param limit the most transfers of the page, at least 1
     * @return the query
     * @throws InvalidValueException if offset or limit is out of bounds
     */
    public static PageQuery afterMarker(ProjectId project, TransferId marker, long offset, int limit) {
        return new PageQuery(project, new PageStart.AfterMarker(marker, offset), limit);
    }

    /**
     * Returns a query for the page that starts right after a position.
     *
     * @param project the project that created the transfers
     * @param position the position, not part of the page
     * @param limit the most transfers of the page, at least 1
     * @return the query
     * @throws InvalidValueException if the limit is out of bounds
     */
    public static PageQuery after(ProjectId project, TransferPosition position, int limit) {
        return new PageQuery(project, new PageStart.After(position), limit);
    }
}
