package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.volumetransfers.domain.TransferPage;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.VolumeTransfer;

/** Correct queries pass the contract, and each wrong one fails the tests that its mistake concerns. */
class TransferQueryContractTest {

    private static final Expected NOTHING = new Expected(Set.of(), Set.of());
    private static final Suspect<TransferQuery> CORRECT =
            new Suspect<>("correct", ReferenceStorage::new, FailingTransferQuery.always(), NOTHING);
    private static final Suspect<TransferQuery> NEVER_UNREACHABLE =
            new Suspect<>("correct, never unreachable", ReferenceStorage::new, null, NOTHING);

    /** Changes its lists after it has returned them, which pages do not show, since they copy them. */
    private static final Suspect<TransferQuery> LIVE_LIST = new Suspect<>(
            "correct, on a live list",
            rows -> {
                ReferenceStorage query = new ReferenceStorage(rows);
                return asked -> {
                    TransferPage page = query.page(asked);
                    List<VolumeTransfer> live = new ArrayList<>(page.transfers());
                    TransferPage handedOut = new TransferPage(live, page.more());
                    live.clear();
                    return handedOut;
                };
            },
            FailingTransferQuery.always(),
            NOTHING);

    @Test
    void aCorrectQueryPassesEveryTopic() {
        SuiteRun run = SuiteRun.of(SuspectQuerySuite.class, CORRECT);
        assertEquals(Map.of(), run.failed());
        assertEquals(Map.of(), run.skipped());
        assertEquals(
                Set.of("Content", "Order", "Paging", "Marker", "Fidelity", "ManyRows", "Failure"),
                SuiteRun.topics(run.passed()));
    }

    @Test
    void theTopicFailureIsSkippedWithAReasonIfThereIsNoUnreachableQuery() {
        SuiteRun run = SuiteRun.of(SuspectQuerySuite.class, NEVER_UNREACHABLE);
        assertEquals(Map.of(), run.failed());
        assertEquals(Set.of("Failure"), SuiteRun.topics(run.skipped().keySet()));
        run.skipped().values().forEach(why -> assertTrue(why.contains("no unreachable storage"), why));
    }

    @Test
    void aLiveListDoesNotLeaveAQuery() {
        SuiteRun run = SuiteRun.of(SuspectQuerySuite.class, LIVE_LIST);
        assertEquals(Map.of(), run.failed());
    }

    @TestFactory
    Stream<DynamicTest> wrongQueriesFail() {
        return Stream.concat(WrongQueries.ALL.stream(), WrongMarkers.ALL.stream())
                .map(wrong -> dynamicTest(
                        wrong.name(), () -> wrong.expected().check(SuiteRun.of(SuspectQuerySuite.class, wrong))));
    }
}
