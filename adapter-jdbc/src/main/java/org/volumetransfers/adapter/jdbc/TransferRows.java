package org.volumetransfers.adapter.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.InvalidValueException;

/** Converts rows {@code id, volume_id, name, created_at} to transfers. */
final class TransferRows {

    static final String COLUMNS = "id, volume_id, name, created_at";

    private TransferRows() {}

    /** Reads all rows, as transfers of a project. */
    static List<VolumeTransfer> read(ResultSet rows, ProjectId project) throws SQLException {
        List<VolumeTransfer> transfers = new ArrayList<>();
        while (rows.next()) {
            transfers.add(transfer(rows, project));
        }
        return transfers;
    }

    /**
     * Reads the current row.
     *
     * @throws InvalidValueException if the row is not a transfer
     */
    static VolumeTransfer transfer(ResultSet row, ProjectId project) throws SQLException {
        return new VolumeTransfer(
                project,
                new TransferId(row.getString(1)),
                row.getString(3),
                new VolumeId(row.getString(2)),
                instant(row, 4));
    }

    /** Reads a time. A {@code Timestamp} would be off by days before 1582, and needs a calendar. */
    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Reports a row that is not a transfer. */
    static BackendUnavailableException unreadable(ProjectId project, InvalidValueException reason) {
        return SqlFailures.unavailable("a stored row of project " + project + " is not a valid transfer", reason);
    }
}
