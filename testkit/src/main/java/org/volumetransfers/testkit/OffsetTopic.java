package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertIterableEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** A page skips as many transfers as its offset, has at most as many as its limit, and tells whether more follow. */
abstract class OffsetTopic extends QueryTopic {

    OffsetTopic(TransferQueryContract contract) {
        super(contract);
    }

    @Test
    void limitBelowTheCountReturnsThatManyAndMoreFollow() {
        assertPage(0, 1, 0, 1, true);
        assertPage(0, 2, 0, 2, true);
        assertPage(0, 3, 0, 3, true);
        assertPage(0, 4, 0, 4, true);
    }

    @Test
    void limitOfExactlyTheCountReturnsAllAndNoneFollow() {
        assertPage(0, 5, 0, 5, false);
        List<VolumeTransfer> one = FIVE.subList(0, 1);
        assertPage(one, false, holdingPending(one), PageQuery.atOffset(PROJECT, 0, 1));
    }

    @Test
    void limitAboveTheCountReturnsAllAndNoneFollow() {
        for (int limit : new int[] {6, 1000, Integer.MAX_VALUE - 1, Integer.MAX_VALUE}) {
            assertPage(0, limit, 0, 5, false);
        }
    }

    @Test
    void emptyStorageReturnsAnEmptyPage() {
        TransferQuery query = holding(List.of());
        assertPage(List.of(), false, query, PageQuery.atOffset(PROJECT, 0, 1));
        assertPage(List.of(), false, query, PageQuery.atOffset(PROJECT, 0, Integer.MAX_VALUE));
        assertPageAfter(FIVE.get(0), 1, List.of(), false, query);
    }

    @Test
    void offsetBelowTheCountSkipsThatMany() {
        assertPage(1, 1, 1, 2, true);
        assertPage(2, 2, 2, 4, true);
        assertPage(2, 3, 2, 5, false);
        assertPage(4, 1, 4, 5, false);
        assertPage(4, 100, 4, 5, false);
    }

    @Test
    void offsetAtTheCountReturnsAnEmptyPage() {
        assertPage(5, 1, 5, 5, false);
        assertPage(5, 100, 5, 5, false);
    }

    @Test
    void offsetPastTheEndReturnsAnEmptyPage() {
        for (long offset : new long[] {6, 1_000_000, Integer.MAX_VALUE}) {
            assertPage(offset, 1, 5, 5, false);
            assertPage(offset, 100, 5, 5, false);
        }
    }

    @Test
    void offsetAboveAnIntReturnsAnEmptyPage() {
        for (long offset : new long[] {1L << 31, 1L << 32, (1L << 32) + 1, Long.MAX_VALUE}) {
            assertPage(offset, 1, 5, 5, false);
            assertPage(offset, 100, 5, 5, false);
        }
    }

    @Test
    void offsetPlusLimitMayExceedAnInt() {
        assertPage(1, Integer.MAX_VALUE, 1, 5, false);
        assertPage(4, Integer.MAX_VALUE, 4, 5, false);
        assertPage(5, Integer.MAX_VALUE, 5, 5, false);
        assertPage(Integer.MAX_VALUE, Integer.MAX_VALUE, 5, 5, false);
    }

    @Test
    void offsetPlusLimitMayExceedALong() {
        assertPage(Long.MAX_VALUE, Integer.MAX_VALUE, 5, 5, false);
    }

    @Test
    void consecutivePagesReturnTheWholeList() {
        for (int limit = 1; limit <= FIVE.size(); limit++) {
            List<VolumeTransfer> read = new ArrayList<>();
            for (int offset = 0; offset < FIVE.size(); offset += limit) {
                PageQuery query = PageQuery.atOffset(PROJECT, offset, limit);
                read.addAll(holdingFive().page(query).transfers());
            }
            assertIterableEquals(ids(FIVE), ids(read));
        }
    }

    private void assertPage(long offset, int limit, int from, int to, boolean more) {
        assertPage(FIVE.subList(from, to), more, holdingFive(), PageQuery.atOffset(PROJECT, offset, limit));
    }
}
