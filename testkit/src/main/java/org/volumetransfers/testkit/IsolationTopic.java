package org.volumetransfers.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** A project sees its own transfers and nothing of any other. */
abstract class IsolationTopic extends QueryTopic {

    private static final ProjectId OTHER = new ProjectId("secondproject");

    IsolationTopic(Function<Collection<StoredTransfer>, TransferQuery> source) {
        super(source);
    }

    @Test
    void aTransferIdInTwoProjectsIsTwoTransfers() {
        assertEachSeesItsOwn("firstproject", "secondproject");
    }

    @Test
    void projectIdsThatDifferByCaseAreTwoProjects() {
        assertEachSeesItsOwn("project", "Project", "PROJECT");
    }

    @Test
    void projectIdsThatBeginAlikeAreTwoProjects() {
        assertEachSeesItsOwn("p", "p1", "p1-", "p10", "p1".repeat(32));
    }

    @Test
    void signsInProjectIdsStandForThemselves() {
        assertEachSeesItsOwn("p_1", "p-1", "p11", "p__1", "_", "-", "__");
    }

    @Test
    void projectIdsWithAndWithoutDashesAreTwoProjects() {
        assertEachSeesItsOwn("a4a5d4098fb4474fa22cd05f897d6b99", "a4a5d409-8fb4-474f-a22c-d05f897d6b99");
    }

    @Test
    void projectIdsThatLookLikeNumbersAreTexts() {
        assertEachSeesItsOwn("1", "01", "1e0", "-1");
    }

    @Test
    void anUnknownProjectHasNoTransfers() {
        List<VolumeTransfer> rows = SampleTransfers.plainRows(PROJECT, 3);
        TransferQuery query = holdingPending(rows);
        assertPage(List.of(), false, query, PageQuery.atOffset(OTHER, 0, 10));
        assertPage(List.of(), false, query, PageQuery.atOffset(OTHER, 1, 10));
        assertPage(List.of(), false, query, PageQuery.after(OTHER, rows.get(0).position(), 10));
    }

    @Test
    void transfersOfOthersAreNeitherSkippedNorSaidToFollow() {
        List<VolumeTransfer> own = new ArrayList<>();
        List<VolumeTransfer> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            VolumeTransfer transfer = SampleTransfers.plain(i % 2 == 1 ? PROJECT : OTHER, i);
            rows.add(transfer);
            if (transfer.project().equals(PROJECT)) {
                own.add(transfer);
            }
        }
        rows.add(SampleTransfers.plain(OTHER, 10));
        TransferQuery query = holdingPending(rows);
        assertPage(own, false, query, PageQuery.atOffset(PROJECT, 0, 5));
        assertPage(own.subList(2, 4), true, query, PageQuery.atOffset(PROJECT, 2, 2));
        assertPage(own.subList(4, 5), false, query, PageQuery.atOffset(PROJECT, 4, 1));
        assertPage(List.of(), false, query, PageQuery.atOffset(PROJECT, 5, 1));
        assertPage(
                own.subList(1, 3),
                true,
                query,
                PageQuery.after(PROJECT, own.get(0).position(), 2));
        assertPage(
                own.subList(3, 5),
                false,
                query,
                PageQuery.after(PROJECT, own.get(2).position(), 2));
    }

    /** Each project gets the same three ids at the same times, told apart by name only. */
    private void assertEachSeesItsOwn(String... projects) {
        List<VolumeTransfer> rows = new ArrayList<>();
        for (String project : projects) {
            rows.addAll(rowsOf(project));
        }
        TransferQuery query = holdingPending(rows);
        for (String project : projects) {
            List<VolumeTransfer> own = rowsOf(project);
            ProjectId id = new ProjectId(project);
            assertPage(own, false, query, PageQuery.atOffset(id, 0, 3));
            assertPage(own.subList(1, 2), true, query, PageQuery.atOffset(id, 1, 1));
            assertPage(
                    own.subList(1, 3),
                    false,
                    query,
                    PageQuery.after(id, own.get(0).position(), 9));
        }
    }

    private static List<VolumeTransfer> rowsOf(String project) {
        return SampleTransfers.plainRows(new ProjectId(project), 3).stream()
                .map(transfer -> new VolumeTransfer(
                        transfer.project(),
                        transfer.id(),
                        transfer.name() + " of " + project,
                        transfer.volume(),
                        transfer.createdAt()))
                .toList();
    }
}
