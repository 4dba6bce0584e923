package org.volumetransfers.adapter.jdbc;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * The rows of the contracts in Cinder's tables. The contracts have rows that Cinder cannot have: ids of more than 36
 * characters, one transfer id in several projects, and one volume in several projects. So the tables are wider here, and the
 * id of a volume that several projects have ends with its project in storage, which is removed when it is read.
 */
final class CinderContractRows {

    private static final String VOLUME =
            "insert into volumes (id, project_id, volume_type_id, deleted) values (?, ?, 'type', false)"
                    + " on conflict do nothing";
    private static final String TRANSFER =
            "insert into transfers (id, volume_id, display_name, created_at, deleted, accepted)"
                    + " values (?, ?, ?, ?, ?, ?)";

    private final JdbcConfig database;
    /** The volumes whose ids were extended, by the extended id. */
    private final Map<String, VolumeId> extended = new HashMap<>();

    /** Creates a database with the wider tables and the view. */
    CinderContractRows() {
        database = CinderDatabase.fresh();
        Databases.run(
                database,
                "alter table transfers drop constraint transfers_pkey",
                "alter table transfers alter column id type varchar(255), alter column volume_id type text",
                "alter table volumes alter column id type text");
        CinderDatabase.makeView(database);
    }

    JdbcConfig database() {
        return database;
    }

    /** Replaces all rows. */
    void seed(Collection<StoredTransfer> rows) {
        extended.clear();
        try (Connection connection = Databases.connect(database);
                PreparedStatement empty = connection.prepareStatement("truncate transfers, volumes")) {
            connection.setAutoCommit(false);
            empty.execute();
            insert(connection, rows);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void insert(Connection connection, Collection<StoredTransfer> rows) throws SQLException {
        Map<VolumeId, Long> projects = rows.stream()
                .map(StoredTransfer::transfer)
                .map(each -> Map.entry(each.volume(), each.project()))
                .distinct()
                .collect(groupingBy(Map.Entry::getKey, counting()));
        try (PreparedStatement volume = connection.prepareStatement(VOLUME);
                PreparedStatement transfer = connection.prepareStatement(TRANSFER)) {
            for (StoredTransfer row : rows) {
                VolumeTransfer stored = row.transfer();
                String volumeId = stored.volume().value();
                if (projects.getOrDefault(stored.volume(), 0L) > 1) {
                    volumeId += "/" + stored.project().value();
                    extended.put(volumeId, stored.volume());
                }
                volume.setString(1, volumeId);
                volume.setString(2, stored.project().value());
                volume.addBatch();
                transfer.setString(1, stored.id().value());
                transfer.setString(2, volumeId);
                transfer.setString(3, stored.name());
                transfer.setObject(4, LocalDateTime.ofInstant(stored.createdAt(), ZoneOffset.UTC));
                transfer.setBoolean(5, row.status() != TransferStatus.PENDING);
                transfer.setBoolean(6, row.status() == TransferStatus.ACCEPTED);
                transfer.addBatch();
            }
            volume.executeBatch();
            transfer.executeBatch();
        }
    }

    private VolumeTransfer withoutSuffix(VolumeTransfer read) {
        VolumeId volume = extended.getOrDefault(read.volume().value(), read.volume());
        return new VolumeTransfer(read.project(), read.id(), read.name(), volume, read.createdAt());
    }

    /** Returns a query that removes the suffixes. */
    TransferQuery query(JdbcStorage storage) {
        return query -> {
            TransferPage page = storage.transfers().page(query);
            return new TransferPage(
                    page.transfers().stream().map(this::withoutSuffix).toList(), page.more());
        };
    }

    /** Returns a lookup that removes the suffixes. */
    TransferLookup lookup(JdbcStorage storage) {
        return new TransferLookup() {
            @Override
            public Optional<VolumeTransfer> find(ProjectId project, TransferId id) {
                return storage.lookup().find(project, id).map(CinderContractRows.this::withoutSuffix);
            }

            @Override
            public Optional<TransferPosition> position(ProjectId project, TransferId id) {
                return storage.lookup().position(project, id);
            }
        };
    }
}
