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

/** A page may start after any position, whether or not a transfer has it. */
abstract class KeysetTopic extends QueryTopic {

    private static final List<VolumeTransfer> SAME_TIME =
            List.of(at("b", NOON), at("d", NOON), at("f", NOON), at("h", NOON));

    KeysetTopic(TransferQueryContract contract) {
        super(contract);
    }

    @Test
    void afterATransferFollowsTheNext() {
        assertPageAfter(FIVE.get(0), 1, FIVE.subList(1, 2), true, holdingFive());
        assertPageAfter(FIVE.get(1), 2, FIVE.subList(2, 4), true, holdingFive());
        assertPageAfter(FIVE.get(3), 1, FIVE.subList(4, 5), false, holdingFive());
    }

    @Test
    void limitOfExactlyTheRestReturnsItAndNoneFollow() {
        assertPageAfter(FIVE.get(0), 3, FIVE.subList(1, 4), true, holdingFive());
        assertPageAfter(FIVE.get(0), 4, FIVE.subList(1, 5), false, holdingFive());
        assertPageAfter(FIVE.get(0), 5, FIVE.subList(1, 5), false, holdingFive());
        assertPageAfter(FIVE.get(0), Integer.MAX_VALUE, FIVE.subList(1, 5), false, holdingFive());
    }

    @Test
    void afterTheLastFollowsNothing() {
        assertPageAfter(FIVE.get(4), 1, List.of(), false, holdingFive());
        assertPageAfter(FIVE.get(4), Integer.MAX_VALUE, List.of(), false, holdingFive());
    }

    @Test
    void afterADeletedTransferFollowsTheNext() {
        assertNextAfterEachEnded(TransferStatus.DELETED);
    }

    @Test
    void afterAnAcceptedTransferFollowsTheNext() {
        assertNextAfterEachEnded(TransferStatus.ACCEPTED);
    }

    private void assertNextAfterEachEnded(TransferStatus status) {
        for (VolumeTransfer ended : FIVE) {
            List<StoredTransfer> rows = FIVE.stream()
                    .map(row -> new StoredTransfer(row, row.equals(ended) ? status : TransferStatus.PENDING))
                    .toList();
            assertPageAfter(ended, 9, FIVE.subList(FIVE.indexOf(ended) + 1, 5), false, holding(rows));
        }
    }

    @Test
    void afterAPositionThatNoTransferEverHadFollowsTheNext() {
        Instant second = SampleTransfers.plainTime(1);
        assertAfter(position(SampleTransfers.plainTime(-1), "a"), 5, FIVE, false);
        assertAfter(position(second.plusNanos(1_000), "a"), 2, FIVE.subList(2, 4), true);
        assertAfter(position(SampleTransfers.plainTime(2), "!"), 2, FIVE.subList(2, 4), true);
        assertAfter(position(SampleTransfers.plainTime(2), "z"), 2, FIVE.subList(3, 5), false);
        assertAfter(position(SampleTransfers.plainTime(4), "z"), 2, List.of(), false);
        assertAfter(position(SampleTransfers.plainTime(5), "a"), 2, List.of(), false);
    }

    @Test
    void theIdDecidesBetweenEqualTimes() {
        TransferQuery query = holdingPending(SAME_TIME);
        for (int i = 0; i < SAME_TIME.size(); i++) {
            assertPageAfter(SAME_TIME.get(i), 9, SAME_TIME.subList(i + 1, 4), false, query);
        }
        assertPageAfter(at("a", NOON), 9, SAME_TIME, false, query);
        assertPageAfter(at("e", NOON), 9, SAME_TIME.subList(2, 4), false, query);
        assertPageAfter(at("i", NOON), 9, List.of(), false, query);
    }

    @Test
    void thePositionCountsAndNotTheTransferWithItsId() {
        TransferId first = FIVE.get(0).id();
        TransferId last = FIVE.get(4).id();
        assertAfter(new TransferPosition(SampleTransfers.plainTime(3), first), 9, FIVE.subList(3, 5), false);
        assertAfter(new TransferPosition(SampleTransfers.plainTime(1), last), 9, FIVE.subList(2, 5), false);
    }

    @Test
    void thePositionMayBeThatOfATransferOfAnotherProject() {
        VolumeTransfer foreign = SampleTransfers.at(new ProjectId("other"), "z", SampleTransfers.plainTime(1));
        List<VolumeTransfer> rows = new ArrayList<>(FIVE);
        rows.add(foreign);
        PageQuery query = PageQuery.after(PROJECT, foreign.position(), 2);
        assertPage(FIVE.subList(2, 4), true, holdingPending(rows), query);
    }

    @Test
    void insertsAndDeletesBetweenPagesNeitherRepeatNorHideOthers() {
        List<VolumeTransfer> first =
                holdingFive().page(PageQuery.atOffset(PROJECT, 0, 2)).transfers();
        VolumeTransfer inserted =
                at("inserted after", SampleTransfers.plainTime(3).plusNanos(1_000));
        List<VolumeTransfer> rows = new ArrayList<>(FIVE.subList(2, 5));
        rows.addAll(List.of(at("inserted before", SampleTransfers.plainTime(0)), inserted));
        List<VolumeTransfer> rest = List.of(FIVE.get(2), FIVE.get(3), inserted, FIVE.get(4));
        assertPageAfter(first.get(first.size() - 1), 9, rest, false, holdingPending(rows));
    }

    @Test
    void aWalkInStepsOfAnySizeReturnsTheWholeList() {
        List<VolumeTransfer> all = new ArrayList<>(SampleTransfers.plainRows(PROJECT, 20));
        all.addAll(SAME_TIME);
        assertWalks(all, holdingPending(all), 1, 2, 3, 5, 7, 23, 24, 25, Integer.MAX_VALUE);
    }

    private void assertAfter(TransferPosition position, int limit, List<VolumeTransfer> transfers, boolean more) {
        assertPage(transfers, more, holdingFive(), PageQuery.after(PROJECT, position, limit));
    }

    private static VolumeTransfer at(String id, Instant createdAt) {
        return SampleTransfers.at(PROJECT, id, createdAt);
    }

    private static TransferPosition position(Instant createdAt, String id) {
        return new TransferPosition(createdAt, new TransferId(id));
    }
}
