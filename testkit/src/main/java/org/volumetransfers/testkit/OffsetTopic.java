package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertIterableEquals;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** So many transfers in; never an error, however far. */
abstract class OffsetTopic extends QueryTopic {

    private static final List<VolumeTransfer> FIVE = SampleTransfers.plainRows(PROJECT, 5);

    OffsetTopic(Function<Collection<StoredTransfer>, TransferQuery> source) {
        super(source);
    }

    @Test
    void offsetZeroStartsWithTheFirst() {
        assertRows(0, 2, 0, 2, true);
    }

    @Test
    void offsetInTheMiddleSkipsThatMany() {
        assertRows(1, 1, 1, 2, true);
        assertRows(2, 2, 2, 4, true);
        assertRows(2, 3, 2, 5, false);
    }

    @Test
    void offsetOfTheLastGivesTheLast() {
        assertRows(4, 1, 4, 5, false);
        assertRows(4, 100, 4, 5, false);
    }

    @Test
    void offsetAtTheCountGivesAnEmptyPage() {
        assertRows(5, 1, 5, 5, false);
        assertRows(5, 100, 5, 5, false);
    }

    @Test
    void offsetPastTheEndGivesAnEmptyPage() {
        assertRows(6, 1, 5, 5, false);
        assertRows(1_000_000, 100, 5, 5, false);
    }

    @Test
    void largestIntAsOffsetGivesAnEmptyPage() {
        assertRows(Integer.MAX_VALUE, 1, 5, 5, false);
        assertRows(Integer.MAX_VALUE, 100, 5, 5, false);
    }

    @Test
    void offsetAboveAnIntGivesAnEmptyPage() {
        assertRows(1L << 31, 1, 5, 5, false);
        assertRows(1L << 32, 1, 5, 5, false);
        assertRows((1L << 32) + 1, 100, 5, 5, false);
        assertRows(Long.MAX_VALUE, 1, 5, 5, false);
    }

    @Test
    void offsetAndLimitTogetherMayExceedAnInt() {
        assertRows(0, Integer.MAX_VALUE, 0, 5, false);
        assertRows(1, Integer.MAX_VALUE, 1, 5, false);
        assertRows(4, Integer.MAX_VALUE, 4, 5, false);
        assertRows(5, Integer.MAX_VALUE, 5, 5, false);
        assertRows(Integer.MAX_VALUE, Integer.MAX_VALUE, 5, 5, false);
    }

    @Test
    void offsetAndLimitTogetherMayExceedALong() {
        assertRows(Long.MAX_VALUE, Integer.MAX_VALUE, 5, 5, false);
    }

    @Test
    void pagesOneAfterTheOtherGiveTheWholeList() {
        TransferQuery query = holdingPending(FIVE);
        for (int limit = 1; limit <= FIVE.size(); limit++) {
            List<VolumeTransfer> met = new ArrayList<>();
            for (int offset = 0; offset < FIVE.size(); offset += limit) {
                met.addAll(
                        query.page(PageQuery.atOffset(PROJECT, offset, limit)).transfers());
            }
            assertIterableEquals(ids(FIVE), ids(met));
        }
    }

    private void assertRows(long offset, int limit, int from, int to, boolean more) {
        assertPage(FIVE.subList(from, to), more, holdingPending(FIVE), PageQuery.atOffset(PROJECT, offset, limit));
    }
}
