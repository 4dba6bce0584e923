package org.volumetransfers.adapter.http.toolkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferOrder;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.UnknownMarkerException;

/** Storage with a few given transfers. Immutable. */
public final class StoredTransfers implements TransferQuery, TransferLookup {

    private final List<VolumeTransfer> transfers;

    private StoredTransfers(Collection<VolumeTransfer> transfers) {
        this.transfers = transfers.stream()
                .sorted(Comparator.comparing(VolumeTransfer::position, TransferOrder.CREATED_AT_THEN_ID))
                .toList();
    }

    /** Returns storage with these transfers. */
    public static StoredTransfers of(Collection<VolumeTransfer> transfers) {
        return new StoredTransfers(transfers);
    }

    /** Returns storage with these and further transfers. */
    public StoredTransfers and(Collection<VolumeTransfer> others) {
        List<VolumeTransfer> all = new ArrayList<>(transfers);
        all.addAll(others);
        return new StoredTransfers(all);
    }

    @Override
    public TransferPage page(PageQuery query) {
        ProjectId project = query.project();
        List<VolumeTransfer> rest = query.start()
                .<Stream<VolumeTransfer>>map(
                        offset -> of(project).skip(offset),
                        position -> after(project, position),
                        start -> after(
                                        project,
                                        position(project, start.marker())
                                                .orElseThrow(() -> new UnknownMarkerException(
                                                        start.marker().value())))
                                .skip(start.offset()))
                .toList();
        List<VolumeTransfer> page = rest.stream().limit(query.limit()).toList();
        return new TransferPage(page, page.size() < rest.size());
    }

    private Stream<VolumeTransfer> of(ProjectId project) {
        return transfers.stream().filter(transfer -> transfer.project().equals(project));
    }

    private Stream<VolumeTransfer> after(ProjectId project, TransferPosition position) {
        return of(project)
                .filter(transfer -> TransferOrder.CREATED_AT_THEN_ID.compare(transfer.position(), position) > 0);
    }

    @Override
    public Optional<VolumeTransfer> find(ProjectId project, TransferId id) {
        return of(project).filter(transfer -> transfer.id().equals(id)).findFirst();
    }

    @Override
    public Optional<TransferPosition> position(ProjectId project, TransferId id) {
        return find(project, id).map(VolumeTransfer::position);
    }
}
