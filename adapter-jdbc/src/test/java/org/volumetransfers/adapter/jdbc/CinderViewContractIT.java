package org.volumetransfers.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * The port's contract over the view on Cinder's tables, asked by the role that may only read the view.
 *
 * <p>The contract has rows that Cinder cannot have, none of which the view is concerned with: ids of more than 36
 * characters, one transfer id in several projects, and one volume in several projects. So the tables are wider here, and
 * where there are several projects a volume has its project behind its id in storage, which is taken off again when it is
 * read.
 */
class CinderViewContractIT extends PostgresContract {

    private static final String VOLUME =
            "insert into volumes (id, project_id, volume_type_id, deleted) values (?, ?, 'type', false)"
                    + " on conflict do nothing";
    private static final String TRANSFER =
            "insert into transfers (id, volume_id, display_name, created_at, deleted, accepted)"
                    + " values (?, ?, ?, ?, ?, ?)";

    private static JdbcConfig database;
    private static JdbcStorage storage;

    @BeforeAll
    static void open() {
        database = CinderDatabase.fresh();
        Databases.run(
                database,
                "alter table transfers drop constraint transfers_pkey",
                "alter table transfers alter column id type varchar(255), alter column volume_id type text",
                "alter table volumes alter column id type text");
        CinderDatabase.makeView(database);
        storage = JdbcStorage.open(CinderDatabase.asReader(database), SchemaMode.NONE);
    }

    @AfterAll
    static void close() {
        storage.close();
    }

    @Override
    JdbcConfig database() {
        return database;
    }

    @Override
    JdbcStorage storage() {
        return storage;
    }

    @Override
    protected TransferQuery holding(Collection<StoredTransfer> rows) {
        long projects =
                rows.stream().map(row -> row.transfer().project()).distinct().count();
        Function<ProjectId, String> mark = projects > 1 ? project -> "/" + project.value() : project -> "";
        try (Connection connection = Databases.connect(database);
                PreparedStatement empty = connection.prepareStatement("truncate transfers, volumes")) {
            connection.setAutoCommit(false);
            empty.execute();
            insert(connection, rows, mark);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        TransferQuery query = storage.transfers();
        return asked -> {
            TransferPage page = query.page(asked);
            return new TransferPage(
                    page.transfers().stream().map(read -> unmarked(read, mark)).toList(), page.more());
        };
    }

    private static void insert(Connection connection, Collection<StoredTransfer> rows, Function<ProjectId, String> mark)
            throws SQLException {
        try (PreparedStatement volume = connection.prepareStatement(VOLUME);
                PreparedStatement transfer = connection.prepareStatement(TRANSFER)) {
            for (StoredTransfer row : rows) {
                VolumeTransfer stored = row.transfer();
                String volumeId = stored.volume().value() + mark.apply(stored.project());
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

    private static VolumeTransfer unmarked(VolumeTransfer read, Function<ProjectId, String> mark) {
        String volume = read.volume().value();
        int end = volume.length() - mark.apply(read.project()).length();
        return new VolumeTransfer(
                read.project(), read.id(), read.name(), new VolumeId(volume.substring(0, end)), read.createdAt());
    }
}
