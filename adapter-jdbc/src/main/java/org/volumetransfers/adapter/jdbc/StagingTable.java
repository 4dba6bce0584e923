package org.volumetransfers.adapter.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Repetition;
import org.volumetransfers.adapter.jdbc.JdbcTransferImport.Summary;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;

/** A temporary table that is filled by COPY and then merged into the table of transfers, all in one transaction. */
final class StagingTable implements AutoCloseable {

    private static final int BUFFER_CHARACTERS = 1 << 16;

    private static final String CREATE = """
            create temporary table volume_transfer_import
            (like <table>, source_line integer, source_column integer)
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
    /** Both parts see the table as it was before: the rows that differ there are those that the first part changes. */
    private static final String MERGE = """
            with merged as (
                insert into <table> as there (project_id, id, volume_id, name, created_at, status)
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
                join <table> as there on (there.project_id, there.id) = (imported.project_id, imported.id)
                where (there.volume_id, there.name, there.created_at, there.status)
                    is distinct from (imported.volume_id, imported.name, imported.created_at, imported.status)
            )
            select (select count(*) from merged), (select count(*) from differing)
            """;

    private final Handle handle;
    private final CopyIn copy;
    private final CopyLines lines = new CopyLines(BUFFER_CHARACTERS);
    private long count;

    private StagingTable(Handle handle, CopyIn copy) {
        this.handle = handle;
        this.copy = copy;
    }

    /** Creates the table on a connection, which is closed with it. */
    static StagingTable create(Connection connection, TransferTable table) throws SQLException {
        Handle handle = Jdbi.open(connection);
        try {
            handle.define("table", table.sql());
            handle.begin();
            handle.execute(CREATE);
            PGConnection driver = connection.unwrap(PGConnection.class);
            return new StagingTable(handle, driver.getCopyAPI().copyIn(COPY));
        } catch (JdbiException | SQLException e) {
            closeQuietly(handle, e);
            throw e;
        }
    }

    void add(StoredTransfer transfer, int line, int column) throws SQLException {
        lines.add(transfer, line, column);
        count++;
        if (lines.length() >= BUFFER_CHARACTERS) {
            send();
        }
    }

    private void send() throws SQLException {
        byte[] bytes = lines.take().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
    }

    /** Ends COPY, which must precede the statements below. */
    void endFilling() throws SQLException {
        send();
        copy.endCopy();
        handle.execute("analyze volume_transfer_import");
    }

    List<Repetition> repetitions(int limit) {
        return handle.createQuery(REPETITIONS)
                .bind(0, limit)
                .map((row, context) -> new Repetition(new TransferId(row.getString(1)), row.getInt(2), row.getInt(3)))
                .list();
    }

    Summary merge() {
        return handle.createQuery(MERGE)
                .map((counts, context) -> {
                    long written = counts.getLong(1);
                    long changed = counts.getLong(2);
                    return new Summary(written - changed, changed, count - written);
                })
                .one();
    }

    void commit() {
        handle.commit();
    }

    /**
     * Vacuums the table of transfers, outside of a transaction. Pages are read from the index alone only where the table knows
     * which rows are visible to all; PostgreSQL finds that out in time, but after an import it is wanted at once.
     */
    void vacuum() {
        handle.execute("vacuum (analyze) <table>");
    }

    /** Rolls back unless committed. */
    @Override
    public void close() {
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

    private static void closeQuietly(Handle handle, Exception reason) {
        try {
            handle.close();
        } catch (JdbiException e) {
            reason.addSuppressed(e);
        }
    }
}
