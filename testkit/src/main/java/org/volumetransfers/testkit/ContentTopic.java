package org.volumetransfers.testkit;

import java.util.ArrayList;
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
    private static final List<VolumeTransfer> PENDING = Stream.of(1, 3, 5)
            .map(number -> SampleTransfers.plain(PROJECT, number))
            .toList();

    ContentTopic(TransferQueryContract contract) {
        super(contract);
    }

    @Test
    void aTransferIdInTwoProjectsIsTwoTransfers() {
        assertEachProjectSeesItsOwn("firstproject", "secondproject");
    }

    @Test
    void projectIdsThatDifferInCaseAreTwoProjects() {
        assertEachProjectSeesItsOwn("project", "Project", "PROJECT");
    }

    @Test
    void projectIdsWithACommonPrefixAreTwoProjects() {
        assertEachProjectSeesItsOwn("p", "p1", "p1-", "p10", "p1".repeat(32));
    }

    @Test
    void projectIdsAreNotPatterns() {
        assertEachProjectSeesItsOwn("p_1", "p-1", "p11", "p__1", "_", "-", "__");
    }

    @Test
    void projectIdsWithAndWithoutDashesAreTwoProjects() {
        assertEachProjectSeesItsOwn("a4a5d4098fb4474fa22cd05f897d6b99", "a4a5d409-8fb4-474f-a22c-d05f897d6b99");
    }

    @Test
    void projectIdsAreNotNumbers() {
        assertEachProjectSeesItsOwn("1", "01", "1e0", "-1");
    }

    /** Each project gets the same three ids at the same times, which differ in their names only. */
    private void assertEachProjectSeesItsOwn(String... projects) {
        TransferQuery query = holdingPending(
                Stream.of(projects).flatMap(project -> rowsOf(project).stream()).toList());
        for (String project : projects) {
            List<VolumeTransfer> own = rowsOf(project);
            ProjectId id = new ProjectId(project);
            assertPage(own, false, query, PageQuery.atOffset(id, 0, 3));
            assertPage(own.subList(1, 2), true, query, PageQuery.atOffset(id, 1, 1));
            assertPageAfter(own.get(0), 9, own.subList(1, 3), false, query);
        }
    }

    static List<VolumeTransfer> rowsOf(String project) {
        return SampleTransfers.plainRows(new ProjectId(project), 3).stream()
                .map(transfer -> new VolumeTransfer(
                        transfer.project(),
                        transfer.id(),
                        transfer.name() + " of " + project,
                        transfer.volume(),
                        transfer.createdAt()))
                .toList();
    }

    @Test
    void anUnknownProjectHasNoTransfers() {
        TransferQuery query = holdingFive();
        assertPage(List.of(), false, query, PageQuery.atOffset(OTHER, 0, 10));
        assertPage(List.of(), false, query, PageQuery.atOffset(OTHER, 1, 10));
        assertPage(List.of(), false, query, PageQuery.after(OTHER, FIVE.get(0).position(), 10));
    }

    @Test
    void transfersOfOtherProjectsAreNeitherSkippedNorCounted() {
        List<VolumeTransfer> rows = IntStream.rangeClosed(0, 10)
                .mapToObj(i -> SampleTransfers.plain(i % 2 == 1 ? PROJECT : OTHER, i))
                .toList();
        List<VolumeTransfer> own =
                rows.stream().filter(row -> row.project().equals(PROJECT)).toList();
        TransferQuery query = holdingPending(rows);
        assertPage(own, false, query, PageQuery.atOffset(PROJECT, 0, 5));
        assertPage(own.subList(2, 4), true, query, PageQuery.atOffset(PROJECT, 2, 2));
        assertPage(own.subList(4, 5), false, query, PageQuery.atOffset(PROJECT, 4, 1));
        assertPage(List.of(), false, query, PageQuery.atOffset(PROJECT, 5, 1));
        assertPageAfter(own.get(0), 2, own.subList(1, 3), true, query);
        assertPageAfter(own.get(2), 2, own.subList(3, 5), false, query);
    }

    @Test
    void acceptedTransfersAreNeitherListedNorSkippedNorCounted() {
        assertOnlyPendingCount(TransferStatus.ACCEPTED);
    }

    @Test
    void deletedTransfersAreNeitherListedNorSkippedNorCounted() {
        assertOnlyPendingCount(TransferStatus.DELETED);
    }

    /** Of seven rows the first, third, fifth and seventh have ended: a page that ends in front of one may be the last. */
    private void assertOnlyPendingCount(TransferStatus ended) {
        List<StoredTransfer> rows = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            TransferStatus status = i % 2 == 0 ? ended : TransferStatus.PENDING;
            rows.add(new StoredTransfer(SampleTransfers.plain(PROJECT, i), status));
        }
        TransferQuery query = holding(rows);
        assertPage(PENDING, false, query, PageQuery.atOffset(PROJECT, 0, 10));
        assertPage(PENDING, false, query, PageQuery.atOffset(PROJECT, 0, 3));
        assertPage(PENDING.subList(0, 2), true, query, PageQuery.atOffset(PROJECT, 0, 2));
        assertPage(PENDING.subList(1, 3), false, query, PageQuery.atOffset(PROJECT, 1, 10));
        assertPage(PENDING.subList(2, 3), false, query, PageQuery.atOffset(PROJECT, 2, 10));
        assertPage(List.of(), false, query, PageQuery.atOffset(PROJECT, 3, 10));
        assertPageAfter(PENDING.get(0), 2, PENDING.subList(1, 3), false, query);
        assertPageAfter(PENDING.get(2), 2, List.of(), false, query);
    }

    @Test
    void aProjectWithoutPendingTransfersHasNone() {
        TransferQuery query =
                holding(List.of(StoredTransfer.accepted(FIVE.get(0)), StoredTransfer.deleted(FIVE.get(1))));
        assertPage(List.of(), false, query, PageQuery.atOffset(PROJECT, 0, 1));
        assertPage(List.of(), false, query, PageQuery.atOffset(PROJECT, 1, 1));
    }
}
