package org.volumetransfers.adapterauthor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferOrder;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.UnknownMarkerException;
import org.volumetransfers.testkit.TransferQueryContract;

/** The contract on an adapter whose storage has no null names, and forgets transfers that have ended. */
public class QuerySuiteWithoutKnownGaps extends TransferQueryContract {

    @Override
    protected TransferQuery holding(Collection<StoredTransfer> rows) {
        List<VolumeTransfer> pending = rows.stream()
                .filter(row -> row.status() == TransferStatus.PENDING)
                .map(row -> withName(row.transfer()))
                .sorted(Comparator.comparing(VolumeTransfer::position, TransferOrder.CREATED_AT_THEN_ID))
                .toList();
        return query -> page(pending, query);
    }

    private static VolumeTransfer withName(VolumeTransfer transfer) {
        String name = transfer.name() == null ? "" : transfer.name();
        return new VolumeTransfer(transfer.project(), transfer.id(), name, transfer.volume(), transfer.createdAt());
    }

    private static TransferPage page(List<VolumeTransfer> pending, PageQuery query) {
        List<VolumeTransfer> rest = new ArrayList<>(pending);
        rest.removeIf(transfer -> !transfer.project().equals(query.project()));
        List<VolumeTransfer> fromStart = query.start()
                .<List<VolumeTransfer>>map(
                        offset -> rest.stream().skip(offset).toList(),
                        position -> after(position, rest),
                        after -> after(position(after.marker(), rest), rest).stream()
                                .skip(after.offset())
                                .toList());
        List<VolumeTransfer> page = fromStart.stream().limit(query.limit()).toList();
        return new TransferPage(page, page.size() < fromStart.size());
    }

    private static List<VolumeTransfer> after(TransferPosition position, List<VolumeTransfer> pending) {
        return pending.stream()
                .filter(transfer -> TransferOrder.CREATED_AT_THEN_ID.compare(transfer.position(), position) > 0)
                .toList();
    }

    private static TransferPosition position(TransferId marker, List<VolumeTransfer> pending) {
        return pending.stream()
                .filter(transfer -> transfer.id().equals(marker))
                .findFirst()
                .map(VolumeTransfer::position)
                .orElseThrow(() -> new UnknownMarkerException(marker.value()));
    }
}
