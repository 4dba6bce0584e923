package org.volumetransfers.adapter.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * One import: transfers are put in one by one, and either {@link #commit} makes them all part of the table or nothing has
 * happened. Used by one thread. Closing without a commit takes everything back.
 *
 * <p>A transfer that the table has already, by project and id, is made equal to the imported one; where they are equal
 * nothing is written.
 */
public final class JdbcTransferImport implements AutoCloseable {

    private static final Logger LOG = System.getLogger(JdbcTransferImport.class.getPackageName());

    private static final int BUFFER_CHARACTERS = 1 << 16;

    private static final String STAGING = """
            create temporary table volume_transfer_import (like volume_transfer) on commit drop
            """;
    private static final String COPY = """
            copy volume_transfer_import (project_id, id, volume_id, name, created_at, status) from stdin
            """;
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
                returning xmax = 0 as is_new
            )
            select count(*) filter (where is_new), count(*) filter (where not is_new) from merged
            """;

    private final Connection connection;
    private final CopyIn copy;
    private final StringBuilder lines = new StringBuilder(BUFFER_CHARACTERS + 4096);
    private long count;

    /**
     * What an import did.
     *
     * @param added transfers that the table had not
     * @param changed transfers that the table had with other content
     * @param unchanged transfers that the table had already
     */
    public record Summary(long added, long changed, long unchanged) {}

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
     * Puts in one transfer. No two of an import may have the same project and id.
     *
     * @param transfer the transfer
     * @param status what has become of it
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when the database fails
     */
    public void put(VolumeTransfer transfer, TransferStatus status) {
        field(transfer.project().value(), '\t');
        field(transfer.id().value(), '\t');
        field(transfer.volume().value(), '\t');
        field(transfer.name(), '\t');
        field(transfer.createdAt().toString(), '\t');
        field(status.name().toLowerCase(Locale.ROOT), '\n');
        count++;
        if (lines.length() >= BUFFER_CHARACTERS) {
            send();
        }
    }

    /**
     * Makes everything that was put in part of the table, at once.
     *
     * @return what that did
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when the database fails; nothing has happened
     *     then
     */
    public Summary commit() {
        send();
        try {
            copy.endCopy();
            try (Statement statement = connection.createStatement()) {
                statement.execute("analyze volume_transfer_import");
            }
            Summary summary = merge();
            connection.commit();
            prepareForReading();
            return summary;
        } catch (SQLException e) {
            throw SqlFailures.unavailable("import failed, nothing was changed", e);
        }
    }

    private Summary merge() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet counts = statement.executeQuery(MERGE)) {
            counts.next();
            long added = counts.getLong(1);
            long changed = counts.getLong(2);
            return new Summary(added, changed, count - added - changed);
        }
    }

    /**
     * Pages come out of the index alone only where the table knows which rows everybody may see. PostgreSQL finds that
     * out by itself in time; after an import it is wanted at once. Whoever may not do this loses nothing but time.
     */
    private void prepareForReading() {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("vacuum (analyze) volume_transfer");
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "imported, but the table could not be vacuumed: " + e.getMessage());
        }
    }

    /** In the text format of COPY. */
    private void field(@Nullable String value, char end) {
        if (value == null) {
            lines.append("\\N");
        } else {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '\\' -> lines.append("\\\\");
                    case '\n' -> lines.append("\\n");
                    case '\r' -> lines.append("\\r");
                    case '\t' -> lines.append("\\t");
                    default -> lines.append(c);
                }
            }
        }
        lines.append(end);
    }

    private void send() {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        lines.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw SqlFailures.unavailable("import failed, nothing was changed", e);
        }
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
