package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** What the topics of {@link TransferQueryContract} share: obtaining a query, and comparing its pages. */
abstract class QueryTopic {

    static final ProjectId PROJECT = SampleTransfers.FIRST_PROJECT;
    static final List<VolumeTransfer> FIVE = SampleTransfers.plainRows(PROJECT, 5);

    private final TransferQueryContract contract;

    QueryTopic(TransferQueryContract contract) {
        this.contract = contract;
    }

    final TransferQuery holding(Collection<StoredTransfer> rows) {
        return contract.holding(List.copyOf(rows));
    }

    final TransferQuery holdingPending(Collection<VolumeTransfer> transfers) {
        return holding(transfers.stream().map(StoredTransfer::pending).toList());
    }

    /** Compares ids first, whose differences are easiest to read. */
    static void assertPage(List<VolumeTransfer> transfers, boolean more, TransferQuery query, PageQuery pageQuery) {
        TransferPage page = query.page(pageQuery);
        assertIterableEquals(ids(transfers), ids(page.transfers()), () -> "ids of " + pageQuery);
        assertIterableEquals(transfers, page.transfers(), () -> "transfers of " + pageQuery);
        assertEquals(more, page.more(), () -> "whether more follow " + pageQuery);
    }

    /** Asserts that a page is the part of a project's transfers that starts at an index and has as many as the limit. */
    static void assertPart(List<VolumeTransfer> all, long start, TransferQuery query, PageQuery pageQuery) {
        int from = (int) Math.min(start, all.size());
        int to = (int) Math.min((long) from + pageQuery.limit(), all.size());
        assertPage(all.subList(from, to), to < all.size(), query, pageQuery);
    }

    /** Asserts all pages of a short project: from any offset and after any transfer, with any limit. */
    static void assertEveryPage(List<VolumeTransfer> all, TransferQuery query, ProjectId project) {
        for (int limit = 1; limit <= all.size() + 1; limit++) {
            for (int offset = 0; offset <= all.size() + 1; offset++) {
                assertPart(all, offset, query, PageQuery.atOffset(project, offset, limit));
            }
            for (int i = 0; i < all.size(); i++) {
                assertPart(
                        all, i + 1, query, PageQuery.after(project, all.get(i).position(), limit));
            }
        }
    }

    static List<String> ids(List<VolumeTransfer> transfers) {
        return transfers.stream().map(transfer -> transfer.id().value()).toList();
    }

    /** Asserts that walks through a project, each page after the last transfer of the one before, return all of it. */
    static void assertWalks(List<VolumeTransfer> all, TransferQuery query, int... steps) {
        for (int step : steps) {
            List<VolumeTransfer> read = walk(all.get(0).project(), query, step, all.size());
            assertIterableEquals(ids(all), ids(read), () -> "ids in steps of " + step);
            assertIterableEquals(all, read, () -> "transfers in steps of " + step);
        }
    }

    private static List<VolumeTransfer> walk(ProjectId project, TransferQuery query, int step, int expectedCount) {
        TransferPage page = query.page(PageQuery.atOffset(project, 0, step));
        List<VolumeTransfer> read = new ArrayList<>(page.transfers());
        while (page.more()) {
            if (read.isEmpty() || read.size() > expectedCount) {
                return fail("a walk in steps of " + step + " continues past all " + expectedCount + " transfers");
            }
            page = query.page(PageQuery.after(project, read.get(read.size() - 1).position(), step));
            read.addAll(page.transfers());
        }
        return read;
    }
}
