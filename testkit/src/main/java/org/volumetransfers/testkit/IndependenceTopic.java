package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** A page belongs to its reader: neither the reader nor others can change it. */
abstract class IndependenceTopic extends QueryTopic {

    private static final int READERS = 8;
    private static final int READS = 100;
    private static final List<VolumeTransfer> ROWS = SampleTransfers.plainRows(PROJECT, 200);

    IndependenceTopic(TransferQueryContract contract) {
        super(contract);
    }

    @Test
    void theReturnedListCannotBeModified() {
        List<VolumeTransfer> transfers =
                holdingFive().page(PageQuery.atOffset(PROJECT, 0, 3)).transfers();
        assertThrows(UnsupportedOperationException.class, () -> transfers.add(FIVE.get(4)));
        assertThrows(UnsupportedOperationException.class, () -> transfers.remove(0));
        assertThrows(UnsupportedOperationException.class, () -> transfers.set(0, FIVE.get(4)));
    }

    @Test
    void aPageDoesNotChangeWhenOthersAreReadAndCanBeReadAgain() {
        TransferQuery query = holdingPending(ROWS);
        PageQuery pageQuery = PageQuery.atOffset(PROJECT, 10, 5);
        TransferPage page = query.page(pageQuery);
        query.page(PageQuery.atOffset(PROJECT, 50, 20));
        query.page(PageQuery.after(PROJECT, ROWS.get(99).position(), 3));
        assertIterableEquals(ROWS.subList(10, 15), page.transfers());
        assertEquals(page, query.page(pageQuery));
    }

    @Test
    void parallelReadersEachGetTheirOwnPages() {
        TransferQuery query = holdingPending(ROWS);
        Readers.inParallel(READERS, reader -> {
            for (int i = 0; i < READS; i++) {
                int from = (reader * 37 + i * 11) % (ROWS.size() - 1);
                int limit = 1 + reader;
                assertPartOfRows(query, PageQuery.atOffset(PROJECT, from, limit), from, limit);
                PageQuery after = PageQuery.after(PROJECT, ROWS.get(from).position(), limit);
                assertPartOfRows(query, after, from + 1, limit);
            }
        });
    }

    @Test
    void parallelWalksEachGetTheWholeList() {
        TransferQuery query = holdingPending(ROWS);
        Readers.inParallel(READERS, reader -> assertWalks(ROWS, query, 7 + reader));
    }

    private static void assertPartOfRows(TransferQuery query, PageQuery pageQuery, int from, int limit) {
        int to = Math.min(from + limit, ROWS.size());
        assertPage(ROWS.subList(from, to), to < ROWS.size(), query, pageQuery);
    }
}
