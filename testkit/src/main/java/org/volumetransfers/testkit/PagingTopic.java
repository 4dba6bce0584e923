package org.volumetransfers.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;

/**
 * A page starts at an offset or after a position, which no transfer needs to have; it has at most as many transfers as its
 * limit, and tells whether more follow.
 */
abstract class PagingTopic extends QueryTopic {

    private static final long[] OFFSETS_PAST_THE_END = {
        5, 6, 1_000_000, Integer.MAX_VALUE, 1L << 31, 1L << 32, (1L << 32) + 1, Long.MAX_VALUE
    };
    private static final int[] LARGE_LIMITS = {6, 1000, Integer.MAX_VALUE - 1, Integer.MAX_VALUE};

    PagingTopic(TransferQueryContract contract) {
        super(contract);
    }

    @Test
    void everyOffsetPositionAndLimitReturnsThatPartOfTheList() {
        assertEveryPage(FIVE, holdingPending(FIVE), PROJECT);
        assertEveryPage(FIVE.subList(0, 1), holdingPending(FIVE.subList(0, 1)), PROJECT);
    }

    @Test
    void anOffsetPastTheEndReturnsAnEmptyPage() {
        TransferQuery query = holdingPending(FIVE);
        for (long offset : OFFSETS_PAST_THE_END) {
            assertPage(List.of(), false, query, PageQuery.atOffset(PROJECT, offset, 1));
            assertPage(List.of(), false, query, PageQuery.atOffset(PROJECT, offset, 100));
            assertPage(List.of(), false, query, PageQuery.atOffset(PROJECT, offset, Integer.MAX_VALUE));
        }
    }

    @Test
    void aLimitMayExceedTheCount() {
        TransferQuery query = holdingPending(FIVE);
        for (int limit : LARGE_LIMITS) {
            for (int i = 0; i < 5; i++) {
                assertPart(FIVE, i, query, PageQuery.atOffset(PROJECT, i, limit));
                assertPart(
                        FIVE, i + 1, query, PageQuery.after(PROJECT, FIVE.get(i).position(), limit));
            }
        }
    }

    @Test
    void afterATransferThatHasEndedFollowsTheNext() {
        for (TransferStatus status : new TransferStatus[] {TransferStatus.ACCEPTED, TransferStatus.DELETED}) {
            for (int i = 0; i < 5; i++) {
                VolumeTransfer ended = FIVE.get(i);
                TransferQuery query = holding(FIVE.stream()
                        .map(row -> new StoredTransfer(row, row.equals(ended) ? status : TransferStatus.PENDING))
                        .toList());
                assertAfter(ended.position(), FIVE.subList(i + 1, 5), query);
            }
        }
    }

    @Test
    void afterAPositionThatNoTransferEverHadFollowsTheNext() {
        TransferQuery query = holdingPending(FIVE);
        assertAfter(position(SampleTransfers.plainTime(-1), "a"), FIVE, query);
        assertAfter(position(SampleTransfers.plainTime(1).plusNanos(1_000), "a"), FIVE.subList(2, 5), query);
        assertAfter(position(SampleTransfers.plainTime(2), "!"), FIVE.subList(2, 5), query);
        assertAfter(position(SampleTransfers.plainTime(2), "z"), FIVE.subList(3, 5), query);
        assertAfter(position(SampleTransfers.plainTime(4), "z"), List.of(), query);
        assertAfter(position(SampleTransfers.plainTime(5), "a"), List.of(), query);
    }

    @Test
    void theIdDecidesBetweenEqualTimes() {
        Instant noon = SampleTransfers.plainTime(0);
        List<VolumeTransfer> rows = List.of(at("b", noon), at("d", noon), at("f", noon), at("h", noon));
        TransferQuery query = holdingPending(rows);
        assertEveryPage(rows, query, PROJECT);
        assertAfter(position(noon, "a"), rows, query);
        assertAfter(position(noon, "e"), rows.subList(2, 4), query);
        assertAfter(position(noon, "i"), List.of(), query);
    }

    @Test
    void thePositionCountsAndNotTheTransferWithItsId() {
        TransferQuery query = holdingPending(FIVE);
        assertAfter(
                new TransferPosition(SampleTransfers.plainTime(3), FIVE.get(0).id()), FIVE.subList(3, 5), query);
        assertAfter(
                new TransferPosition(SampleTransfers.plainTime(1), FIVE.get(4).id()), FIVE.subList(2, 5), query);
    }

    @Test
    void thePositionMayBeThatOfATransferOfAnotherProject() {
        List<VolumeTransfer> rows = new ArrayList<>(FIVE);
        VolumeTransfer foreign = SampleTransfers.at(new ProjectId("other"), "z", SampleTransfers.plainTime(1));
        rows.add(foreign);
        assertAfter(foreign.position(), FIVE.subList(2, 5), holdingPending(rows));
    }

    @Test
    void insertsAndDeletesBetweenPagesNeitherRepeatNorHideOthers() {
        VolumeTransfer before = at("inserted before", SampleTransfers.plainTime(0));
        VolumeTransfer after = at("inserted after", SampleTransfers.plainTime(3).plusNanos(1_000));
        List<VolumeTransfer> rest = List.of(FIVE.get(2), FIVE.get(3), after, FIVE.get(4));
        List<VolumeTransfer> rows = new ArrayList<>(rest);
        rows.add(before);
        TransferPosition last = holdingPending(FIVE)
                .page(PageQuery.atOffset(PROJECT, 0, 2))
                .transfers()
                .get(1)
                .position();
        assertAfter(last, rest, holdingPending(rows));
    }

    /** Asserts the transfers after a position, read in pages of one, two, and all. */
    private static void assertAfter(TransferPosition position, List<VolumeTransfer> rest, TransferQuery query) {
        for (int limit : new int[] {1, 2, 9}) {
            assertPart(rest, 0, query, PageQuery.after(PROJECT, position, limit));
        }
    }

    private static VolumeTransfer at(String id, Instant createdAt) {
        return SampleTransfers.at(PROJECT, id, createdAt);
    }

    private static TransferPosition position(Instant createdAt, String id) {
        return new TransferPosition(createdAt, new TransferId(id));
    }
}
