package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
    static final Instant NOON = Instant.parse("2025-06-15T12:00:00Z");

    private final TransferQueryContract contract;
    private @Nullable TransferQuery holdingFive;

    QueryTopic(TransferQueryContract contract) {
        this.contract = contract;
    }

    final TransferQuery holding(Collection<StoredTransfer> rows) {
        return contract.holding(List.copyOf(rows));
    }

    final TransferQuery holdingPending(Collection<VolumeTransfer> transfers) {
        return holding(transfers.stream().map(StoredTransfer::pending).toList());
    }

    /** Returns a query on {@link #FIVE}, for tests that use no other. */
    final TransferQuery holdingFive() {
        TransferQuery query = holdingFive;
        if (query == null) {
            query = holdingPending(FIVE);
            holdingFive = query;
        }
        return query;
    }

    /** Compares ids first, whose differences are easiest to read. */
    static void assertPage(List<VolumeTransfer> transfers, boolean more, TransferQuery query, PageQuery pageQuery) {
        TransferPage page = query.page(pageQuery);
        assertIterableEquals(ids(transfers), ids(page.transfers()), () -> "ids of " + pageQuery);
        assertIterableEquals(transfers, page.transfers(), () -> "transfers of " + pageQuery);
        assertEquals(more, page.more(), () -> "whether more follow " + pageQuery);
    }

    static void assertPageAfter(
            VolumeTransfer previous, int limit, List<VolumeTransfer> transfers, boolean more, TransferQuery query) {
        assertPage(transfers, more, query, PageQuery.after(previous.project(), previous.position(), limit));
    }

    static List<String> ids(List<VolumeTransfer> transfers) {
        return transfers.stream().map(transfer -> transfer.id().value()).toList();
    }

    /** Reads a project from first to last, each page but the first after the last transfer of the one before. */
    static List<VolumeTransfer> walk(TransferQuery query, ProjectId project, int step, int expectedCount) {
        List<VolumeTransfer> read = new ArrayList<>();
        TransferPage page = query.page(PageQuery.atOffset(project, 0, step));
        read.addAll(page.transfers());
        while (page.more()) {
            if (read.size() > expectedCount) {
                return fail("a walk in steps of " + step + " continues past all " + expectedCount + " transfers");
            }
            VolumeTransfer last = page.transfers().get(page.transfers().size() - 1);
            page = query.page(PageQuery.after(project, last.position(), step));
            read.addAll(page.transfers());
        }
        return read;
    }

    /** Asserts that walks in steps of each size, of the whole project of these transfers, return all of them. */
    static void assertWalks(List<VolumeTransfer> all, TransferQuery query, int... steps) {
        for (int step : steps) {
            List<VolumeTransfer> read = walk(query, all.get(0).project(), step, all.size());
            assertIterableEquals(ids(all), ids(read), () -> "ids in steps of " + step);
            assertIterableEquals(all, read, () -> "transfers in steps of " + step);
        }
    }
}
