package org.volumetransfers.testkit;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;

/** A correct lookup in a list, of methods that {@link WrongLookups} overrides one at a time. */
class ReferenceLookup implements TransferLookup {

    private final Collection<StoredTransfer> rows;

    ReferenceLookup(Collection<StoredTransfer> rows) {
        this.rows = rows;
    }

    @Override
    public Optional<VolumeTransfer> find(ProjectId project, TransferId id) {
        return matching(project, id)
                .filter(row -> isFound(row.status()))
                .map(StoredTransfer::transfer)
                .map(this::returned)
                .findFirst();
    }

    @Override
    public Optional<TransferPosition> position(ProjectId project, TransferId id) {
        return matching(project, id)
                .filter(row -> isRemembered(row.status()))
                .map(row -> returned(row.transfer()).position())
                .findFirst();
    }

    private Stream<StoredTransfer> matching(ProjectId project, TransferId id) {
        return rows.stream()
                .filter(row -> isOf(project, row.transfer().project()))
                .filter(row -> matches(id.value(), row.transfer().id().value()));
    }

    boolean isOf(ProjectId asked, ProjectId stored) {
        return asked.equals(stored);
    }

    boolean matches(String asked, String stored) {
        return asked.equals(stored);
    }

    boolean isFound(TransferStatus status) {
        return status == TransferStatus.PENDING;
    }

    boolean isRemembered(TransferStatus status) {
        return true;
    }

    VolumeTransfer returned(VolumeTransfer stored) {
        return stored;
    }
}
