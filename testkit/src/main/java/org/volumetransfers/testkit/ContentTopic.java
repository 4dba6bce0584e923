package org.volumetransfers.testkit;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.TransferStatus;
import org.volumetransfers.domain.VolumeTransfer;

/** Only pending transfers of the project are listed, skipped, or counted as following. */
abstract class ContentTopic extends QueryTopic {

    private static final ProjectId OTHER = new ProjectId("secondproject");

    ContentTopic(TransferQueryContract contract) {
        super(contract);
    }

    /** Each project gets the same three ids at the same times, which differ in their names only. */
    static List<VolumeTransfer> rowsOf(String project) {
        return IntStream.range(0, 3)
                .mapToObj(i -> SampleTransfers.named(new ProjectId(project), i, i + " of " + project))
                .toList();
    }

    @Test
    void projectIdsThatDifferInCaseAreDifferentProjects() {
        assertEachProjectSeesItsOwn("project", "Project", "PROJECT");
    }

    @Test
    void projectIdsWithACommonPrefixAreDifferentProjects() {
        assertEachProjectSeesItsOwn("p", "p1", "p1-", "p10", "p1".repeat(32));
    }

    @Test
    void projectIdsAreNeitherPatternsNorNumbersNorUuids() {
        assertEachProjectSeesItsOwn("p_1", "p-1", "p11", "p__1", "_", "-", "__");
        assertEachProjectSeesItsOwn("1", "01", "1e0", "-1");
        assertEachProjectSeesItsOwn("a4a5d4098fb4474fa22cd05f897d6b99", "a4a5d409-8fb4-474f-a22c-d05f897d6b99");
    }

    private void assertEachProjectSeesItsOwn(String... projects) {
        TransferQuery query = holdingPending(
                Stream.of(projects).flatMap(project -> rowsOf(project).stream()).toList());
        for (String project : projects) {
            assertEveryPage(rowsOf(project), query, new ProjectId(project));
        }
    }

    @Test
    void transfersOfOtherProjectsAreNeitherListedNorSkippedNorCounted() {
        assertHidden(OTHER, TransferStatus.PENDING);
    }

    @Test
    void acceptedTransfersAreNeitherListedNorSkippedNorCounted() {
        assertHidden(PROJECT, TransferStatus.ACCEPTED);
    }

    @Test
    void deletedTransfersAreNeitherListedNorSkippedNorCounted() {
        assertHidden(PROJECT, TransferStatus.DELETED);
    }

    /** Hides every other row, the first and the last included: a page that ends in front of one may be the last. */
    private void assertHidden(ProjectId project, TransferStatus status) {
        List<StoredTransfer> rows = IntStream.range(0, 7)
                .mapToObj(i -> i % 2 == 0
                        ? new StoredTransfer(SampleTransfers.plain(project, i), status)
                        : StoredTransfer.pending(SampleTransfers.plain(PROJECT, i)))
                .toList();
        List<VolumeTransfer> listed = Stream.of(1, 3, 5)
                .map(number -> SampleTransfers.plain(PROJECT, number))
                .toList();
        assertEveryPage(listed, holding(rows), PROJECT);
    }

    @Test
    void aProjectWithoutPendingTransfersHasNone() {
        assertEmpty(holding(List.of()), PROJECT);
        assertEmpty(holdingPending(FIVE), OTHER);
        assertEmpty(
                holding(List.of(StoredTransfer.accepted(FIVE.get(0)), StoredTransfer.deleted(FIVE.get(1)))), PROJECT);
    }

    private static void assertEmpty(TransferQuery query, ProjectId project) {
        for (int limit : new int[] {1, Integer.MAX_VALUE}) {
            assertPage(List.of(), false, query, PageQuery.atOffset(project, 0, limit));
            assertPage(List.of(), false, query, PageQuery.atOffset(project, 1, limit));
            assertPage(
                    List.of(),
                    false,
                    query,
                    PageQuery.after(project, FIVE.get(0).position(), limit));
        }
    }
}
