package org.volumetransfers.adapter.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
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

    private static final int BUFFER_CHARACTERS = 1 << 16;
    private static final String NOT_STARTED = "import could not be started";
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

    private final Handle handle;
    private final CopyIn copy;
    private final CopyLines lines = new CopyLines(BUFFER_CHARACTERS);
    private ImportState state = ImportState.FILLING;
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

    private JdbcTransferImport(Handle handle, CopyIn copy) {
        this.handle = handle;
        this.copy = copy;
    }

    static JdbcTransferImport start(DataSource database) {
        Handle handle;
        try {
            handle = Jdbi.open(Connections.inAutoCommit(database));
        } catch (SQLException e) {
            throw SqlFailures.unavailable(NOT_STARTED, e);
        }
        try {
            handle.begin();
            handle.execute(STAGING);
            PGConnection driver = handle.getConnection().unwrap(PGConnection.class);
            return new JdbcTransferImport(handle, driver.getCopyAPI().copyIn(COPY));
        } catch (JdbiException | SQLException e) {
            closeQuietly(handle, e);
            throw SqlFailures.unavailable(NOT_STARTED, e);
        }
    }

    /**
     * Puts in one transfer.
     *
     * @param transfer the transfer
     * @param status what has become of it
     * @param line where it comes from, for {@link #repetitions}
     * @param column where it comes from, for {@link #repetitions}
     * @throws IllegalStateException after {@link #repetitions}, {@link #commit} or {@link #close}
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when the database fails
     */
    public void put(VolumeTransfer transfer, TransferStatus status, int line, int column) {
        state.requireFilling();
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
     * @throws IllegalStateException after {@link #commit} or {@link #close}
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when the database fails
     */
    public List<Repetition> repetitions(int limit) {
        state.requireOpen("repetitions cannot be found in the import");
        try {
            endOfPuts(ImportState.FILLED);
            return handle.createQuery(REPETITIONS)
                    .bind(0, limit)
                    .map((row, context) ->
                            new Repetition(new TransferId(row.getString(1)), row.getInt(2), row.getInt(3)))
                    .list();
        } catch (JdbiException | SQLException e) {
            throw SqlFailures.unavailable(NOTHING_CHANGED, e);
        }
    }

    /**
     * Makes everything that was put in part of the table, at once. Can be called once, even if it fails.
     *
     * @return what that did
     * @throws IllegalStateException after {@link #commit} or {@link #close}
     * @throws org.volumetransfers.domain.error.BackendUnavailableException when the database fails; its message tells
     *     whether something may have happened, and then the import can be made again
     */
    public Summary commit() {
        state.requireOpen("the import cannot be committed");
        Summary summary;
        try {
            endOfPuts(ImportState.COMMITTED);
            summary = merge();
        } catch (JdbiException | SQLException e) {
            throw SqlFailures.unavailable(NOTHING_CHANGED, e);
        }
        try {
            handle.commit();
        } catch (JdbiException e) {
            throw SqlFailures.unavailable("import failed at its very end, all or nothing of it was done", e);
        }
        Vacuum.afterImport(handle);
        return summary;
    }

    private void endOfPuts(ImportState next) throws SQLException {
        boolean filling = state == ImportState.FILLING;
        state = next;
        if (filling) {
            send();
            copy.endCopy();
            handle.execute("analyze volume_transfer_import");
        }
    }

    private Summary merge() {
        return handle.createQuery(MERGE)
                .map((counts, context) -> {
                    long written = counts.getLong(1);
                    long changed = counts.getLong(2);
                    return new Summary(written - changed, changed, count - written);
                })
                .one();
    }

    private void send() throws SQLException {
        byte[] bytes = lines.take().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
    }

    /** Takes back what was not committed, and gives back the connection. Has no effect on a closed import. */
    @Override
    public void close() {
        if (state == ImportState.CLOSED) {
            return;
        }
        state = ImportState.CLOSED;
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
            if (handle.isInTransaction()) {
                handle.rollback();
            }
            handle.close();
        } catch (JdbiException | SQLException e) {
            closeQuietly(handle, e);
        }
    }

    private static void closeQuietly(Handle handle, Exception because) {
        try {
            handle.close();
        } catch (JdbiException e) {
            because.addSuppressed(e);
        }
    }
}
