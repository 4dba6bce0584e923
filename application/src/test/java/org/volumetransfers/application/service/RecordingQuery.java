package org.volumetransfers.application.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.PageStart;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferOrder;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.UnknownMarkerException;

/**
 * Storage of one project, whose transfers are numbered from 0 and one second apart. Records its queries, and remembers
 * deleted transfers as markers.
 */
final class RecordingQuery implements TransferQuery, TransferLookup {

    static final ProjectId PROJECT = new ProjectId("firstproject");

    final List<PageQuery> queries = new ArrayList<>();

    private final TreeSet<VolumeTransfer> rows =
            new TreeSet<>((a, b) -> TransferOrder.CREATED_AT_THEN_ID.compare(a.position(), b.position()));

    private final Set<VolumeTransfer> deleted = new HashSet<>();

    static RecordingQuery holding(int count) {
        RecordingQuery query = new RecordingQuery();
        for (int i = 0; i < count; i++) {
            query.rows.add(transfer(i));
        }
        return query;
    }

    static VolumeTransfer transfer(int number) {
        return new VolumeTransfer(
                PROJECT,
                new TransferId("t" + number),
                "transfer " + number,
                new VolumeId("v" + number),
                Instant.EPOCH.plusSeconds(number));
    }

    /** Returns a transfer between that of this number and the next. */
    static VolumeTransfer insertedAfter(int number) {
        return new VolumeTransfer(
                PROJECT,
                new TransferId("late" + number),
                null,
                new VolumeId("v" + number),
                Instant.EPOCH.plusSeconds(number).plusMillis(500));
    }

    void insert(VolumeTransfer transfer) {
        rows.add(transfer);
    }

    void delete(VolumeTransfer transfer) {
        rows.remove(transfer);
        deleted.add(transfer);
    }

    List<PageStart> starts() {
        return queries.stream().map(PageQuery::start).toList();
    }

    List<Integer> limits() {
        return queries.stream().map(PageQuery::limit).toList();
    }

    @Override
    public TransferPage page(PageQuery query) {
        queries.add(query);
        return query.start()
                .map(
                        offset -> page(query, transfer -> true, offset),
                        position -> page(query, isAfter(position), 0),
                        after -> page(query, isAfter(positionOf(query.project(), after.marker())), after.offset()));
    }

    private static Predicate<VolumeTransfer> isAfter(TransferPosition position) {
        return transfer -> TransferOrder.CREATED_AT_THEN_ID.compare(transfer.position(), position) > 0;
    }

    private TransferPosition positionOf(ProjectId project, TransferId marker) {
        return position(project, marker).orElseThrow(() -> new UnknownMarkerException(marker.value()));
    }

    private TransferPage page(PageQuery query, Predicate<VolumeTransfer> starts, long skipped) {
        List<VolumeTransfer> from = rows.stream()
                .filter(transfer -> transfer.project().equals(query.project()))
                .filter(starts)
                .skip(skipped)
                .toList();
        List<VolumeTransfer> page = from.stream().limit(query.limit()).toList();
        return new TransferPage(page, page.size() < from.size());
    }

    @Override
    public Optional<VolumeTransfer> find(ProjectId project, TransferId id) {
        return find(rows.stream(), project, id);
    }

    @Override
    public Optional<TransferPosition> position(ProjectId project, TransferId id) {
        return find(Stream.concat(rows.stream(), deleted.stream()), project, id).map(VolumeTransfer::position);
    }

    private static Optional<VolumeTransfer> find(Stream<VolumeTransfer> transfers, ProjectId project, TransferId id) {
        return transfers
                .filter(transfer ->
                        transfer.project().equals(project) && transfer.id().equals(id))
                .findFirst();
    }
}
