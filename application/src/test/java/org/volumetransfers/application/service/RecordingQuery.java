package org.volumetransfers.application.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.PageStart;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferOrder;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeId;
import org.volumetransfers.domain.VolumeTransfer;

/** Storage of one project, whose transfers are numbered from 0 and one second apart. Records its queries. */
final class RecordingQuery implements TransferQuery {

    static final ProjectId PROJECT = new ProjectId("firstproject");

    final List<PageQuery> queries = new ArrayList<>();

    private final TreeSet<VolumeTransfer> rows =
            new TreeSet<>((a, b) -> TransferOrder.CREATED_AT_THEN_ID.compare(a.position(), b.position()));

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
        List<VolumeTransfer> from = rows.stream()
                .filter(transfer -> transfer.project().equals(query.project()))
                .filter(transfer -> query.start()
                        .map(
                                offset -> true,
                                place -> TransferOrder.CREATED_AT_THEN_ID.compare(transfer.position(), place) > 0))
                .skip(query.start().map(offset -> offset, place -> 0L))
                .toList();
        List<VolumeTransfer> page = from.stream().limit(query.limit()).toList();
        return new TransferPage(page, page.size() < from.size());
    }
}
