package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** What the topics of {@link TransferQueryContract} share: getting a query, and comparing its pages. */
abstract class QueryTopic {

    static final ProjectId PROJECT = SampleTransfers.FIRST_PROJECT;

    private final Function<Collection<StoredTransfer>, TransferQuery> source;

    QueryTopic(Function<Collection<StoredTransfer>, TransferQuery> source) {
        this.source = source;
    }

    final TransferQuery holding(Collection<StoredTransfer> rows) {
        return source.apply(List.copyOf(rows));
    }

    final TransferQuery holdingPending(Collection<VolumeTransfer> transfers) {
        return holding(transfers.stream().map(StoredTransfer::pending).toList());
    }

    /** Compares ids first: that difference is the one a reader understands at a glance. */
    static void assertPage(List<VolumeTransfer> transfers, boolean more, TransferQuery query, PageQuery asked) {
        TransferPage page = query.page(asked);
        assertIterableEquals(ids(transfers), ids(page.transfers()), () -> "ids of " + asked);
        assertIterableEquals(transfers, page.transfers(), () -> "transfers of " + asked);
        assertEquals(more, page.more(), () -> "whether more follow " + asked);
    }

    static List<String> ids(List<VolumeTransfer> transfers) {
        return transfers.stream().map(transfer -> transfer.id().value()).toList();
    }

    /** Reads a project from the first to the last, each page but the first behind the last transfer met. */
    static List<VolumeTransfer> walk(TransferQuery query, ProjectId project, int step, int expectedCount) {
        List<VolumeTransfer> met = new ArrayList<>();
        TransferPage page = query.page(PageQuery.atOffset(project, 0, step));
        met.addAll(page.transfers());
        while (page.more()) {
            if (met.size() > expectedCount) {
                return fail("a walk in steps of " + step + " goes on past all " + expectedCount + " transfers");
            }
            VolumeTransfer last = page.transfers().get(page.transfers().size() - 1);
            page = query.page(PageQuery.after(project, last.position(), step));
            met.addAll(page.transfers());
        }
        return met;
    }
}
