package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertIterableEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferId;
import org.volumetransfers.domain.TransferPosition;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** Right behind a place, whether or not a transfer stands there. */
abstract class KeysetTopic extends QueryTopic {

    private static final List<VolumeTransfer> FIVE = SampleTransfers.plainRows(PROJECT, 5);
    private static final Instant NOON = Instant.parse("2025-06-15T12:00:00Z");
    private static final List<VolumeTransfer> SAME_TIME =
            List.of(at("b", NOON), at("d", NOON), at("f", NOON), at("h", NOON));

    KeysetTopic(Function<Collection<StoredTransfer>, TransferQuery> source) {
        super(source);
    }

    @Test
    void afterATransferComesTheNext() {
        assertAfter(FIVE.get(0).position(), 1, FIVE.subList(1, 2), true);
        assertAfter(FIVE.get(1).position(), 2, FIVE.subList(2, 4), true);
        assertAfter(FIVE.get(3).position(), 1, FIVE.subList(4, 5), false);
    }

    @Test
    void limitOfExactlyTheRestSaysThatNoneFollow() {
        assertAfter(FIVE.get(0).position(), 3, FIVE.subList(1, 4), true);
        assertAfter(FIVE.get(0).position(), 4, FIVE.subList(1, 5), false);
        assertAfter(FIVE.get(0).position(), 5, FIVE.subList(1, 5), false);
    }

    @Test
    void largestLimitGivesTheRest() {
        assertAfter(FIVE.get(0).position(), Integer.MAX_VALUE, FIVE.subList(1, 5), false);
    }

    @Test
    void afterTheLastComesNothing() {
        assertAfter(FIVE.get(4).position(), 1, List.of(), false);
        assertAfter(FIVE.get(4).position(), Integer.MAX_VALUE, List.of(), false);
    }

    @Test
    void afterATransferSinceDeletedComesTheNext() {
        assertNextAfterEachGone(StoredTransfer::deleted);
    }

    @Test
    void afterATransferSinceAcceptedComesTheNext() {
        assertNextAfterEachGone(StoredTransfer::accepted);
    }

    @Test
    void afterAPlaceWhereNothingEverStoodComesTheNext() {
        assertAfter(place(SampleTransfers.plainTime(-1), "a"), 5, FIVE, false);
        assertAfter(place(SampleTransfers.plainTime(1).plusNanos(1_000), "a"), 2, FIVE.subList(2, 4), true);
        assertAfter(place(SampleTransfers.plainTime(2), "!"), 2, FIVE.subList(2, 4), true);
        assertAfter(place(SampleTransfers.plainTime(2), "z"), 2, FIVE.subList(3, 5), false);
        assertAfter(place(SampleTransfers.plainTime(4), "z"), 2, List.of(), false);
        assertAfter(place(SampleTransfers.plainTime(5), "a"), 2, List.of(), false);
    }

    @Test
    void amongEqualTimesTheIdDecides() {
        TransferQuery query = holdingPending(SAME_TIME);
        for (int i = 0; i < SAME_TIME.size(); i++) {
            List<VolumeTransfer> rest = SAME_TIME.subList(i + 1, SAME_TIME.size());
            assertPage(
                    rest,
                    false,
                    query,
                    PageQuery.after(PROJECT, SAME_TIME.get(i).position(), 9));
        }
        assertPage(SAME_TIME, false, query, PageQuery.after(PROJECT, place(NOON, "a"), 9));
        assertPage(SAME_TIME.subList(2, 4), false, query, PageQuery.after(PROJECT, place(NOON, "e"), 9));
        assertPage(List.of(), false, query, PageQuery.after(PROJECT, place(NOON, "i"), 9));
    }

    @Test
    void thePlaceCountsAndNotTheTransferWithItsId() {
        TransferId idOfTheFirst = FIVE.get(0).id();
        TransferId idOfTheLast = FIVE.get(4).id();
        assertAfter(new TransferPosition(SampleTransfers.plainTime(3), idOfTheFirst), 9, FIVE.subList(3, 5), false);
        assertAfter(new TransferPosition(SampleTransfers.plainTime(1), idOfTheLast), 9, FIVE.subList(2, 5), false);
    }

    @Test
    void thePlaceMayBeThatOfATransferOfAnotherProject() {
        VolumeTransfer foreign = SampleTransfers.at(new ProjectId("other"), "z", SampleTransfers.plainTime(1));
        List<VolumeTransfer> rows = new ArrayList<>(FIVE);
        rows.add(foreign);
        PageQuery asked = PageQuery.after(PROJECT, foreign.position(), 2);
        assertPage(FIVE.subList(2, 4), true, holdingPending(rows), asked);
    }

    @Test
    void transfersInsertedOrDeletedBetweenPagesNeitherRepeatNorHideOthers() {
        List<VolumeTransfer> first =
                holdingPending(FIVE).page(PageQuery.atOffset(PROJECT, 0, 2)).transfers();
        TransferPosition met = first.get(first.size() - 1).position();

        List<VolumeTransfer> later = new ArrayList<>(FIVE.subList(2, 5));
        VolumeTransfer insertedBefore = at("new, before", SampleTransfers.plainTime(0));
        VolumeTransfer insertedBehind =
                at("new, behind", SampleTransfers.plainTime(3).plusNanos(1_000));
        later.addAll(List.of(insertedBefore, insertedBehind));

        List<VolumeTransfer> rest = List.of(FIVE.get(2), FIVE.get(3), insertedBehind, FIVE.get(4));
        assertPage(rest, false, holdingPending(later), PageQuery.after(PROJECT, met, 9));
    }

    @Test
    void aWalkInStepsOfAnySizeGivesTheWholeList() {
        List<VolumeTransfer> all = new ArrayList<>(SampleTransfers.plainRows(PROJECT, 20));
        all.addAll(SAME_TIME);
        TransferQuery query = holdingPending(all);
        for (int step : new int[] {1, 2, 3, 5, 7, 23, 24, 25, Integer.MAX_VALUE}) {
            assertIterableEquals(ids(all), ids(walk(query, PROJECT, step, all.size())), () -> "steps of " + step);
        }
    }

    private void assertAfter(TransferPosition position, int limit, List<VolumeTransfer> transfers, boolean more) {
        assertPage(transfers, more, holdingPending(FIVE), PageQuery.after(PROJECT, position, limit));
    }

    /** Also when the first or the last has gone. */
    private void assertNextAfterEachGone(Function<VolumeTransfer, StoredTransfer> goneAs) {
        for (VolumeTransfer gone : FIVE) {
            List<StoredTransfer> rows = FIVE.stream()
                    .map(transfer -> transfer.equals(gone) ? goneAs.apply(transfer) : StoredTransfer.pending(transfer))
                    .toList();
            List<VolumeTransfer> rest = FIVE.subList(FIVE.indexOf(gone) + 1, FIVE.size());
            assertPage(rest, false, holding(rows), PageQuery.after(PROJECT, gone.position(), 9));
        }
    }

    private static VolumeTransfer at(String id, Instant createdAt) {
        return SampleTransfers.at(PROJECT, id, createdAt);
    }

    private static TransferPosition place(Instant createdAt, String id) {
        return new TransferPosition(createdAt, new TransferId(id));
    }
}
