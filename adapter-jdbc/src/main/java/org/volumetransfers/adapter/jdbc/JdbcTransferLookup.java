package org.volumetransfers.adapter.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.InvalidValueException;

/**
 * Finds transfers by the primary key. The position of a transfer that has ended is known for as long as its row exists, or a
 * view shows it.
 */
final class JdbcTransferLookup implements TransferLookup {

    private final Reads reads;
    private final String find;
    private final String position;

    JdbcTransferLookup(Reads reads, TransferTable table) {
        this.reads = reads;
        String row = " from " + table.sql() + " where project_id = ? and id = ?";
        this.find = "select " + TransferRows.COLUMNS + row + " and status = 'pending'";
        this.position = "select created_at" + row;
    }

    @Override
    public Optional<VolumeTransfer> find(ProjectId project, TransferId id) {
        return first(find, project, id, (row, context) -> TransferRows.transfer(row, project));
    }

    @Override
    public Optional<TransferPosition> position(ProjectId project, TransferId id) {
        return first(position, project, id, (row, context) -> new TransferPosition(TransferRows.instant(row, 1), id));
    }

    private <T> Optional<T> first(String sql, ProjectId project, TransferId id, RowMapper<T> mapper) {
        try {
            return reads.run("transfer could not be looked up", connection -> {
                try (Handle handle = Jdbi.open(connection)) {
                    handle.getConfig(SqlStatements.class).addCustomizer(bounded());
                    return handle.createQuery(sql)
                            .bind(0, project.value())
                            .bind(1, id.value())
                            .map(mapper)
                            .findFirst();
                }
            });
        } catch (InvalidValueException e) {
            throw TransferRows.unreadable(project, e);
        }
    }

    private StatementCustomizer bounded() {
        return new StatementCustomizer() {
            @Override
            public void beforeExecution(PreparedStatement statement, StatementContext context) throws SQLException {
                reads.bound(statement);
            }
        };
    }
}
