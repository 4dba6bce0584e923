package org.volumetransfers.adapter.jdbc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jdbi.v3.core.JdbiException;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * An import: transfers are put in one by one, and {@link #commit} adds all of them to the table or none. Closing without a
 * commit discards them. They are kept by the database, so their number does not matter here. For use by one thread.
 *
 * <p>A transfer whose project and id are in the table already is overwritten; if both are equal nothing is written.
 */
public final class JdbcTransferImport implements AutoCloseable {

    private static final Logger LOG = System.getLogger(JdbcTransferImport.class.getPackageName());
    private static final String NOT_STARTED = "import could not be started";
    private static final String NOTHING_CHANGED = "import failed, nothing was changed";

    private final StagingTable staging;
    private ImportState state = ImportState.FILLING;

    /**
     * The result of an import.
     *
     * @param added transfers that the table did not have
     * @param changed transfers that the table had with other content
     * @param unchanged transfers that the table had with the same content
     */
    public record Summary(long added, long changed, long unchanged) {}

    /**
     * A transfer whose project and id were put in before.
     *
     * @param id its id
     * @param line the line it was put in with
     * @param column the column it was put in with
     */
    public record Repetition(TransferId id, int line, int column) {}

    private JdbcTransferImport(StagingTable staging) {
        this.staging = staging;
    }

    static JdbcTransferImport start(DataSource database, TransferTable table) {
        try {
            return new JdbcTransferImport(StagingTable.create(Connections.inAutoCommit(database), table));
        } catch (JdbiException | SQLException e) {
            throw SqlFailures.ofImport(NOT_STARTED, e);
        }
    }

    /**
     * Puts in one transfer. The table has the bound of {@link VolumeTransfer#MAX_BYTES} as a constraint, since an index entry
     * cannot hold the 3,060 bytes of three texts of 255 characters each. A table that is maintained by others may have further
     * constraints; a transfer that they refuse fails the {@link #commit}.
     *
     * @param transfer the transfer and its status
     * @param line its line in the source, for {@link #repetitions}
     * @param column its column in the source, for {@link #repetitions}
     * @throws IllegalStateException after {@link #repetitions}, {@link #commit} or {@link #close}
     * @throws org.volumetransfers.domain.error.InvalidValueException if the table refuses a transfer that was put in
     * @throws org.volumetransfers.domain.error.BackendUnavailableException if the database fails
     */
    public void put(StoredTransfer transfer, int line, int column) {
        state.requireFilling();
        try {
            staging.add(transfer, line, column);
        } catch (SQLException e) {
            throw SqlFailures.ofImport(NOTHING_CHANGED, e);
        }
    }

    /**
     * Finds transfers that were put in more than once, which a {@link #commit} would refuse. Nothing can be put in afterwards.
     *
     * @param limit the most to find
     * @return the second and further ones, by line and column
     * @throws IllegalStateException after {@link #commit} or {@link #close}
     * @throws org.volumetransfers.domain.error.InvalidValueException if the table refuses a transfer that was put in
     * @throws org.volumetransfers.domain.error.BackendUnavailableException if the database fails
     */
    public List<Repetition> repetitions(int limit) {
        state.requireOpen("repetitions cannot be found in the import");
        try {
            endFilling(ImportState.FILLED);
            return staging.repetitions(limit);
        } catch (JdbiException | SQLException e) {
            throw SqlFailures.ofImport(NOTHING_CHANGED, e);
        }
    }

    /**
     * Adds everything that was put in to the table, at once. Can be called once, even if it fails.
     *
     * @return what was changed
     * @throws IllegalStateException after {@link #commit} or {@link #close}
     * @throws org.volumetransfers.domain.error.InvalidValueException if a transfer was put in more than once, or the table
     *     refuses one
     * @throws WrongSchemaException if the table cannot take imports: its columns, its key or the role's privileges are missing
     * @throws org.volumetransfers.domain.error.BackendUnavailableException if the database fails; the message says whether
     *     something may have changed, in which case the import can be repeated
     */
    public Summary commit() {
        state.requireOpen("the import cannot be committed");
        Summary summary;
        try {
            endFilling(ImportState.COMMITTED);
            summary = staging.merge();
        } catch (JdbiException | SQLException e) {
            throw SqlFailures.ofImport(NOTHING_CHANGED, e);
        }
        try {
            staging.commit();
        } catch (JdbiException e) {
            throw SqlFailures.unavailable("import failed on commit, all or nothing of it was done", e);
        }
        vacuum();
        return summary;
    }

    private void endFilling(ImportState next) throws SQLException {
        boolean filling = state == ImportState.FILLING;
        state = next;
        if (filling) {
            staging.endFilling();
        }
    }

    /** Lacking the privilege only costs speed. */
    private void vacuum() {
        try {
            staging.vacuum();
        } catch (JdbiException e) {
            LOG.log(
                    Level.WARNING,
                    "imported, but the table could not be vacuumed: " + Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    /** Discards what was not committed, and closes the connection. Has no effect on a closed import. */
    @Override
    public void close() {
        if (state != ImportState.CLOSED) {
            state = ImportState.CLOSED;
            staging.close();
        }
    }
}
