package org.volumetransfers.testkit;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** At most so many, and whether more follow. */
abstract class LimitTopic extends QueryTopic {

    private static final List<VolumeTransfer> FIVE = SampleTransfers.plainRows(PROJECT, 5);

    LimitTopic(Function<Collection<StoredTransfer>, TransferQuery> source) {
        super(source);
    }

    @Test
    void limitOneGivesTheFirst() {
        assertFirst(1, 1, true);
    }

    @Test
    void limitBelowTheCountGivesThatManyAndSaysThatMoreFollow() {
        assertFirst(2, 2, true);
        assertFirst(3, 3, true);
    }

    @Test
    void limitOneBelowTheCountSaysThatMoreFollow() {
        assertFirst(4, 4, true);
    }

    @Test
    void limitOfExactlyTheCountGivesAllAndSaysThatNoneFollow() {
        assertFirst(5, 5, false);
    }

    @Test
    void limitAboveTheCountGivesAllAndSaysThatNoneFollow() {
        assertFirst(6, 5, false);
        assertFirst(1000, 5, false);
    }

    @Test
    void largestLimitGivesAll() {
        assertFirst(Integer.MAX_VALUE - 1, 5, false);
        assertFirst(Integer.MAX_VALUE, 5, false);
    }

    @Test
    void theOnlyTransferIsFollowedByNone() {
        List<VolumeTransfer> one = FIVE.subList(0, 1);
        assertPage(one, false, holdingPending(one), PageQuery.atOffset(PROJECT, 0, 1));
    }

    @Test
    void emptyStorageGivesAnEmptyPage() {
        TransferQuery query = holding(List.of());
        assertPage(List.of(), false, query, PageQuery.atOffset(PROJECT, 0, 1));
        assertPage(List.of(), false, query, PageQuery.atOffset(PROJECT, 0, Integer.MAX_VALUE));
        assertPage(List.of(), false, query, PageQuery.after(PROJECT, FIVE.get(0).position(), 1));
    }

    private void assertFirst(int limit, int count, boolean more) {
        assertPage(FIVE.subList(0, count), more, holdingPending(FIVE), PageQuery.atOffset(PROJECT, 0, limit));
    }
}
