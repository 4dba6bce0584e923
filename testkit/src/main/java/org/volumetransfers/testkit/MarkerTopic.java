package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.UnknownMarkerException;

/**
 * A page after a marker is the page after its position, even if the marker has ended since; an offset counts from there.
 * Compares with pages after positions, which are another topic.
 */
abstract class MarkerTopic extends QueryTopic {

    private static final ProjectId OTHER = new ProjectId("other");
    private static final long[] OFFSETS = {0, 1, 3, 8, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE};
    private static final int[] LIMITS = {1, 2, 1000, Integer.MAX_VALUE};

    MarkerTopic(TransferQueryContract contract) {
        super(contract);
    }

    @Test
    void aPageAfterAMarkerIsThePageAfterItsPosition() {
        List<VolumeTransfer> rows = new ArrayList<>(FIVE);
        for (String id : List.of("'", "b", "d%2F\u00E9")) {
            rows.add(SampleTransfers.at(PROJECT, id, SampleTransfers.plainTime(9)));
        }
        TransferQuery query = holdingPending(rows);
        for (int i = 0; i < rows.size(); i++) {
            assertAfter(rows.get(i), rows.subList(i + 1, rows.size()), query);
        }
    }

    @Test
    void noTransferFollowsTheLast() {
        PageQuery afterLast = PageQuery.afterMarker(PROJECT, FIVE.get(4).id(), 0, 9);
        assertPage(List.of(), false, holdingPending(FIVE), afterLast);
    }

    @Test
    void aMarkerThatHasEndedContinuesAtItsPlace() {
        for (TransferStatus status : new TransferStatus[] {TransferStatus.ACCEPTED, TransferStatus.DELETED}) {
            for (VolumeTransfer ended : FIVE) {
                List<VolumeTransfer> rest = FIVE.subList(FIVE.indexOf(ended) + 1, 5);
                TransferQuery query = holding(FIVE.stream()
                        .map(row -> new StoredTransfer(row, row.equals(ended) ? status : TransferStatus.PENDING))
                        .toList());
                assertAfter(ended, rest, query);
            }
            assertAfter(FIVE.get(0), List.of(), holding(List.of(new StoredTransfer(FIVE.get(0), status))));
        }
    }

    @Test
    void aTransferThatTheProjectNeverHadIsUnknown() {
        List<VolumeTransfer> rows = new ArrayList<>(FIVE);
        rows.add(SampleTransfers.at(OTHER, "of another project", SampleTransfers.plainTime(1)));
        TransferQuery query = holdingPending(rows);
        assertUnknown(query, PROJECT, "of another project", "never stored", "%", "' or '1'='1");
        assertUnknown(query, OTHER, FIVE.get(0).id().value());
        assertUnknown(query, new ProjectId("none"), FIVE.get(0).id().value());
    }

    @Test
    void aMarkerIsMatchedExactly() {
        TransferQuery query =
                holdingPending(List.of(SampleTransfers.at(PROJECT, "ab-\u00E9", SampleTransfers.plainTime(0))));
        assertUnknown(query, PROJECT, "AB-\u00E9", "ab-\u00C9", "ab-e\u0301", "ab-", "ab-\u00E9 ", " ab-\u00E9");
    }

    /** Asserts the pages after a marker with many offsets and limits. */
    private static void assertAfter(VolumeTransfer marker, List<VolumeTransfer> rest, TransferQuery query) {
        for (int limit : LIMITS) {
            for (long offset : OFFSETS) {
                PageQuery asked = PageQuery.afterMarker(PROJECT, marker.id(), offset, limit);
                assertEquals(expected(marker, rest, offset, limit, query), query.page(asked), asked::toString);
            }
        }
    }

    private static TransferPage expected(
            VolumeTransfer marker, List<VolumeTransfer> rest, long offset, int limit, TransferQuery query) {
        if (offset > rest.size()) {
            return new TransferPage(List.of(), false);
        }
        VolumeTransfer previous = offset == 0 ? marker : rest.get((int) offset - 1);
        return query.page(PageQuery.after(PROJECT, previous.position(), limit));
    }

    private static void assertUnknown(TransferQuery query, ProjectId project, String... ids) {
        for (String id : ids) {
            for (long offset : new long[] {0, 1}) {
                PageQuery asked = PageQuery.afterMarker(project, new TransferId(id), offset, 10);
                assertThrows(UnknownMarkerException.class, () -> query.page(asked), asked::toString);
            }
        }
    }
}
