package org.volumetransfers.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** Only pending transfers are listed, counted, skipped or said to follow. */
abstract class VisibilityTopic extends QueryTopic {

    VisibilityTopic(Function<Collection<StoredTransfer>, TransferQuery> source) {
        super(source);
    }

    @Test
    void acceptedTransfersAreNotListed() {
        assertOnlyPendingCount(StoredTransfer::accepted);
    }

    @Test
    void deletedTransfersAreNotListed() {
        assertOnlyPendingCount(StoredTransfer::deleted);
    }

    @Test
    void acceptedTransfersAreNotSaidToFollow() {
        assertNotSaidToFollow(StoredTransfer::accepted);
    }

    @Test
    void deletedTransfersAreNotSaidToFollow() {
        assertNotSaidToFollow(StoredTransfer::deleted);
    }

    @Test
    void acceptedTransfersAreNotSkipped() {
        assertNotSkipped(StoredTransfer::accepted);
    }

    @Test
    void deletedTransfersAreNotSkipped() {
        assertNotSkipped(StoredTransfer::deleted);
    }

    @Test
    void aProjectWithoutPendingTransfersHasNone() {
        TransferQuery query = holding(List.of(
                StoredTransfer.accepted(SampleTransfers.plain(PROJECT, 0)),
                StoredTransfer.deleted(SampleTransfers.plain(PROJECT, 1))));
        assertPage(List.of(), false, query, PageQuery.atOffset(PROJECT, 0, 1));
        assertPage(List.of(), false, query, PageQuery.atOffset(PROJECT, 1, 1));
    }

    private void assertOnlyPendingCount(Function<VolumeTransfer, StoredTransfer> hidden) {
        TransferQuery query = holding(everyOther(hidden));
        assertPage(pendingOfEveryOther(), false, query, PageQuery.atOffset(PROJECT, 0, 10));
    }

    /** Hidden ones stand behind each page's last: a limit that is met exactly must still see the end. */
    private void assertNotSaidToFollow(Function<VolumeTransfer, StoredTransfer> hidden) {
        TransferQuery query = holding(everyOther(hidden));
        List<VolumeTransfer> pending = pendingOfEveryOther();
        assertPage(pending, false, query, PageQuery.atOffset(PROJECT, 0, 3));
        assertPage(pending.subList(0, 2), true, query, PageQuery.atOffset(PROJECT, 0, 2));
        PageQuery afterTheFirst = PageQuery.after(PROJECT, pending.get(0).position(), 2);
        assertPage(pending.subList(1, 3), false, query, afterTheFirst);
        PageQuery afterTheLast = PageQuery.after(PROJECT, pending.get(2).position(), 2);
        assertPage(List.of(), false, query, afterTheLast);
    }

    private void assertNotSkipped(Function<VolumeTransfer, StoredTransfer> hidden) {
        TransferQuery query = holding(everyOther(hidden));
        List<VolumeTransfer> pending = pendingOfEveryOther();
        assertPage(pending.subList(1, 3), false, query, PageQuery.atOffset(PROJECT, 1, 10));
        assertPage(pending.subList(2, 3), false, query, PageQuery.atOffset(PROJECT, 2, 10));
        assertPage(List.of(), false, query, PageQuery.atOffset(PROJECT, 3, 10));
    }

    /** Seven rows: the first, third, fifth and seventh hidden, the others pending. */
    private static List<StoredTransfer> everyOther(Function<VolumeTransfer, StoredTransfer> hidden) {
        List<StoredTransfer> rows = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            VolumeTransfer transfer = SampleTransfers.plain(PROJECT, i);
            rows.add(i % 2 == 0 ? hidden.apply(transfer) : StoredTransfer.pending(transfer));
        }
        return rows;
    }

    private static List<VolumeTransfer> pendingOfEveryOther() {
        return List.of(
                SampleTransfers.plain(PROJECT, 1),
                SampleTransfers.plain(PROJECT, 3),
                SampleTransfers.plain(PROJECT, 5));
    }
}
