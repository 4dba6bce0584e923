package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** A page belongs to its reader: neither the reader nor other readers can change it. */
abstract class IndependenceTopic extends QueryTopic {

    private static final int READERS = 8;
    private static final int READS = 100;
    private static final List<VolumeTransfer> ROWS = SampleTransfers.plainRows(PROJECT, 200);

    IndependenceTopic(Function<Collection<StoredTransfer>, TransferQuery> source) {
        super(source);
    }

    @Test
    void theReturnedListCannotBeModified() {
        TransferQuery query = holdingPending(ROWS);
        List<VolumeTransfer> transfers =
                query.page(PageQuery.atOffset(PROJECT, 0, 5)).transfers();
        assertThrows(UnsupportedOperationException.class, () -> transfers.add(ROWS.get(9)));
        assertThrows(UnsupportedOperationException.class, () -> transfers.remove(0));
        assertThrows(UnsupportedOperationException.class, () -> transfers.set(0, ROWS.get(9)));
    }

    @Test
    void theReturnedListDoesNotChangeWhenOtherPagesAreRead() {
        TransferQuery query = holdingPending(ROWS);
        TransferPage page = query.page(PageQuery.atOffset(PROJECT, 10, 5));
        query.page(PageQuery.atOffset(PROJECT, 50, 20));
        query.page(PageQuery.after(PROJECT, ROWS.get(99).position(), 3));
        assertIterableEquals(ROWS.subList(10, 15), page.transfers());
    }

    @Test
    void theSameQuestionGetsTheSameAnswer() {
        TransferQuery query = holdingPending(ROWS);
        PageQuery asked = PageQuery.atOffset(PROJECT, 10, 5);
        assertEquals(query.page(asked), query.page(asked));
    }

    @Test
    void parallelReadersEachGetTheirOwnPages() {
        TransferQuery query = holdingPending(ROWS);
        Readers.inParallel(READERS, reader -> {
            for (int i = 0; i < READS; i++) {
                int from = (reader * 37 + i * 11) % (ROWS.size() - 1);
                int limit = 1 + reader;
                assertPartOfRows(query, PageQuery.atOffset(PROJECT, from, limit), from, limit);
                PageQuery behind = PageQuery.after(PROJECT, ROWS.get(from).position(), limit);
                assertPartOfRows(query, behind, from + 1, limit);
            }
        });
    }

    @Test
    void parallelWalksEachGetTheWholeList() {
        TransferQuery query = holdingPending(ROWS);
        List<String> all = ids(ROWS);
        Readers.inParallel(
                READERS, reader -> assertIterableEquals(all, ids(walk(query, PROJECT, 7 + reader, ROWS.size()))));
    }

    private static void assertPartOfRows(TransferQuery query, PageQuery asked, int from, int limit) {
        int to = Math.min(from + limit, ROWS.size());
        assertPage(ROWS.subList(from, to), to < ROWS.size(), query, asked);
    }
}
