package org.volumetransfers.adapter.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * One import: transfers are put in one by one, and either {@link #commit} makes them all part of the table or nothing has
 * happened. Used by one thread. Closing without a commit takes everything back. However many transfers there are, they
 * are kept by the database and not here.
 *
 * <p>A transfer that the table has already, by project and id, is made equal to the imported one; where they are equal
 * nothing is written.
 */
public final class JdbcTransferImport implements AutoCloseable {

    private static final Logger LOG = System.getLogger(JdbcTransferImport.class.getPackageName());

    private static final int BUFFER_CHARACTERS = 1 << 16;
    private static final String NOTHING_CHANGED = "import failed, nothing was changed";

    private static final String STAGING = """
            create temporary table volume_transfer_import
            (like volume_transfer, source_line integer, source_column integer)
            on commit drop
            """;
    private static final String COPY = """
            copy volume_transfer_import
            (project_id, id, volume_id, name, created_at, status, source_line, source_column)
            from stdin
            """;
    private static final String REPETITIONS = """
            select id, source_line, source_column
            from (
                select id, source_line, source_column, row_number() over (
                    partition by project_id, id order by source_line, source_column) as occurrence
                from volume_transfer_import
            ) counted
            where occurrence > 1
            order by source_line, source_column, id
            limit ?
            """;
    /** Both parts see the table as it was before: what differs there is what the first part changes. */
    private static final String MERGE = """
            with merged as (
                insert into volume_transfer as there (project_id, id, volume_id, name, created_at, status)
                select project_id, id, volume_id, name, created_at, status
                from volume_transfer_import
                order by project_id, created_at, id
                on conflict (project_id, id) do update
                set volume_id = excluded.volume_id,
                    name = excluded.name,
                    created_at = excluded.created_at,
                    status = excluded.status
                where (there.volume_id, there.name, there.created_at, there.status)
                    is distinct from (excluded.volume_id, excluded.name, excluded.created_at, excluded.status)
                returning 1
            ), differing as (
                select 1
                from volume_transfer_import as imported
                join volume_transfer as there on (there.project_id, there.id) = (imported.project_id, imported.id)
                where (there.volume_id, there.name, there.created_at, there.status)
                    is distinct from (imported.volume_id, imported.name, imported.created_at, imported.status)
            )
            select (select count(*) from merged), (select count(*) from differing)
            """;

    private final Connection connection;
    private final CopyIn copy;
    private final CopyLines lines = new CopyLines(BUFFER_CHARACTERS);
    private long count;

    /**
     * What an import did.
     *
     * @param added transfers that the table had not
     * @param changed transfers that the table had with other content
     * @param unchanged transfers that the table had already
     */
    public record Summary(long added, long changed, long unchanged) {}

    /**
     * A transfer whose project and id an earlier one of the import has.
     *
     * @param id its id
     * @param line where it was said to come from
     * @param column where it was said to come from
     */
    public record Repetition(TransferId id, int line, int column) {}

    private JdbcTransferImport(Connection connection, CopyIn copy) {
        this.connection = connection;
        this.copy = copy;
    }

    static JdbcTransferImport start(DataSource database) {
        Connection connection;
        try {
            connection = database.getConnection();
        } catch (SQLException e) {
            throw SqlFailures.unavailable("import could not be started", e);
        }
        try {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(STAGING);
            }
            return new JdbcTransferImport(
                    connection,
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY));
        } catch (SQLException e) {
            closeQuietly(connection, e);
            throw SqlFailures.unavailable("import could not be started", e);
        }
    }

    /**
     * Puts in one transfer.
     *
     * @param transfer the transfer
     * @param status what has become of it
     * @param line where it comes from, for {@link #repetitions}
     * @param column where it comes from, for {@link #repetitions}
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when the database fails
     */
    public void put(VolumeTransfer transfer, TransferStatus status, int line, int column) {
        lines.add(transfer, status, line, column);
        count++;
        if (lines.length() >= BUFFER_CHARACTERS) {
            try {
                send();
            } catch (SQLException e) {
                throw SqlFailures.unavailable(NOTHING_CHANGED, e);
            }
        }
    }

    /**
     * Finds transfers that were put in more than once. With any, there can be no {@link #commit}. Nothing can be put in
     * after this.
     *
     * @param limit most to find
     * @return the second and further ones, in the order of where they come from
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when the database fails
     */
    public List<Repetition> repetitions(int limit) {
        try {
            endOfPuts();
            try (PreparedStatement statement = connection.prepareStatement(REPETITIONS)) {
                statement.setInt(1, limit);
                return read(statement);
            }
        } catch (SQLException e) {
            throw SqlFailures.unavailable(NOTHING_CHANGED, e);
        }
    }

    private static List<Repetition> read(PreparedStatement statement) throws SQLException {
        List<Repetition> repetitions = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                repetitions.add(new Repetition(new TransferId(rows.getString(1)), rows.getInt(2), rows.getInt(3)));
            }
        }
        return repetitions;
    }

    /**
     * Makes everything that was put in part of the table, at once.
     *
     * @return what that did
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when the database fails; its message tells
     *     whether something may have happened, and then the import can be made again
     */
    public Summary commit() {
        Summary summary;
        try {
            endOfPuts();
            summary = merge();
        } catch (SQLException e) {
            throw SqlFailures.unavailable(NOTHING_CHANGED, e);
        }
        try {
            connection.commit();
        } catch (SQLException e) {
            throw SqlFailures.unavailable("import failed at its very end, all or nothing of it was done", e);
        }
        prepareForReading();
        return summary;
    }

    private void endOfPuts() throws SQLException {
        if (!copy.isActive()) {
            return;
        }
        send();
        copy.endCopy();
        try (Statement statement = connection.createStatement()) {
            statement.execute("analyze volume_transfer_import");
        }
    }

    private Summary merge() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet counts = statement.executeQuery(MERGE)) {
            counts.next();
            long written = counts.getLong(1);
            long changed = counts.getLong(2);
            return new Summary(written - changed, changed, count - written);
        }
    }

    /**
     * Pages come out of the index alone only where the table knows which rows everybody may see. PostgreSQL finds that
     * out by itself in time; after an import it is wanted at once, and so is it to be rid of the changes that it has made.
     * Whoever may not do this loses nothing but time.
     */
    private void prepareForReading() {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("vacuum (analyze) volume_transfer");
            if (hasMilestones(statement)) {
                statement.execute("vacuum (analyze) volume_transfer_change, volume_transfer_milestone");
            }
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "imported, but the table could not be vacuumed: " + e.getMessage());
        }
    }

    private static boolean hasMilestones(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select to_regclass('volume_transfer_milestone') is not null")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void send() throws SQLException {
        byte[] bytes = lines.take().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
    }

    /** Takes back what was not committed, and gives back the connection. */
    @Override
    public void close() {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            connection.close();
        } catch (SQLException e) {
            closeQuietly(connection, e);
        }
    }

    private static void closeQuietly(Connection connection, SQLException because) {
        try {
            connection.close();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
