package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** Pages that are asked for together are those that are asked for one by one. */
abstract class SeveralPagesTopic extends QueryTopic {

    private static final ProjectId OTHER = new ProjectId("secondproject");
    private static final int COUNT = 50;

    SeveralPagesTopic(Function<Collection<StoredTransfer>, TransferQuery> source) {
        super(source);
    }

    @Test
    void eachPageIsWhatItIsByItself() {
        VolumeTransfer middle = SampleTransfers.plain(PROJECT, 20);
        assertSamePages(List.of(
                PageQuery.atOffset(PROJECT, 0, 20),
                PageQuery.atOffset(OTHER, 10, 1),
                PageQuery.after(PROJECT, middle.position(), 7),
                PageQuery.atOffset(new ProjectId("unknownproject"), 0, 20)));
    }

    @Test
    void endsAndEmptyPagesStayInTheirPlace() {
        assertSamePages(List.of(
                PageQuery.atOffset(PROJECT, COUNT, 5),
                PageQuery.atOffset(PROJECT, COUNT - 1, 1),
                PageQuery.atOffset(OTHER, Integer.MAX_VALUE, Integer.MAX_VALUE),
                PageQuery.after(OTHER, SampleTransfers.plain(OTHER, COUNT - 1).position(), 1),
                PageQuery.atOffset(OTHER, 0, Integer.MAX_VALUE)));
    }

    @Test
    void theSamePageMayBeAskedForTwice() {
        PageQuery asked = PageQuery.atOffset(PROJECT, 3, 4);
        assertSamePages(List.of(asked, PageQuery.atOffset(OTHER, 3, 4), asked));
    }

    @Test
    void oneIsEnough() {
        assertSamePages(List.of(PageQuery.atOffset(PROJECT, 3, 4)));
    }

    @Test
    void noneAreNone() {
        assertEquals(List.of(), holdingBoth().pages(List.of()));
    }

    @Test
    void manyAreAnsweredAll() {
        assertSamePages(IntStream.range(0, 100)
                .mapToObj(n -> PageQuery.atOffset(n % 2 == 0 ? PROJECT : OTHER, n, 1 + n % 9))
                .toList());
    }

    @Test
    void soManyAtOnceIsAtLeastOne() {
        int atOnce = holdingBoth().pagesAtOnce();
        assertTrue(atOnce >= 1, () -> "pages at once: " + atOnce);
        assertSamePages(IntStream.range(0, atOnce)
                .mapToObj(n -> PageQuery.atOffset(PROJECT, n, 3))
                .toList());
    }

    private TransferQuery holdingBoth() {
        List<VolumeTransfer> rows = new ArrayList<>(SampleTransfers.plainRows(PROJECT, COUNT));
        rows.addAll(SampleTransfers.plainRows(OTHER, COUNT));
        return holdingPending(rows);
    }

    private void assertSamePages(List<PageQuery> asked) {
        TransferQuery query = holdingBoth();
        List<TransferPage> together =
                query.pages(asked).stream().map(Supplier::get).toList();
        List<TransferPage> oneByOne = asked.stream().map(query::page).toList();
        assertNotEquals(
                List.of(),
                oneByOne.stream().flatMap(page -> page.transfers().stream()).toList());
        assertEquals(oneByOne, together);
    }
}
