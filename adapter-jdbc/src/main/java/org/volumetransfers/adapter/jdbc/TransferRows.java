package org.volumetransfers.adapter.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;

/** Makes transfers of rows {@code id, volume_id, name, created_at}. */
final class TransferRows {

    private TransferRows() {}

    /** Reads all rows, which are of this project. */
    static List<VolumeTransfer> read(ResultSet rows, ProjectId project) throws SQLException {
        List<VolumeTransfer> transfers = new ArrayList<>();
        while (rows.next()) {
            transfers.add(transfer(rows, project));
        }
        return transfers;
    }

    /** A {@code Timestamp} would be off by days before 1582, and needs a calendar besides. */
    private static VolumeTransfer transfer(ResultSet row, ProjectId project) throws SQLException {
        return new VolumeTransfer(
                project,
                new TransferId(row.getString(1)),
                row.getString(3),
                new VolumeId(row.getString(2)),
                row.getObject(4, OffsetDateTime.class).toInstant());
    }
}
