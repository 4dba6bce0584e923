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
import org.volumetransfers.domain.VolumeTransfer;

/** The contract lets right queries pass, and each wrong one fail for its own reason. */
class TransferQueryContractTest {

    private static final Expected NOTHING = new Expected(Set.of(), Set.of());
    private static final WrongQuery RIGHT_ONE =
            new WrongQuery("right", ReferenceQuery::new, FailingTransferQuery.always(), NOTHING);
    private static final WrongQuery NEVER_AWAY =
            new WrongQuery("right, never away", ReferenceQuery::new, null, NOTHING);

    /** A list that goes on living inside the query cannot get out: the page copies it. */
    private static final WrongQuery LIVE_LIST = new WrongQuery(
            "right, on a live list",
            rows -> {
                ReferenceQuery query = new ReferenceQuery(rows);
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

    static final List<WrongQuery> RIGHT = List.of(RIGHT_ONE, NEVER_AWAY, LIVE_LIST);

    @Test
    void rightQueryPassesEveryTopic() {
        SuiteRun run = SuiteRun.of(SuspectQuerySuite.class, RIGHT_ONE.name());
        assertEquals(Map.of(), run.failed());
        assertEquals(Map.of(), run.skipped());
        assertEquals(
                Set.of(
                        "Order",
                        "Limit",
                        "Offset",
                        "Keyset",
                        "Isolation",
                        "Visibility",
                        "Fidelity",
                        "Independence",
                        "ManyRows",
                        "Failure"),
                SuiteRun.topics(run.passed()));
    }

    @Test
    void queryWithoutAnUnreachableOneSkipsTheTopicFailureAloud() {
        SuiteRun run = SuiteRun.of(SuspectQuerySuite.class, NEVER_AWAY.name());
        assertEquals(Map.of(), run.failed());
        assertEquals(Set.of("Failure"), SuiteRun.topics(run.skipped().keySet()));
        run.skipped().values().forEach(why -> assertTrue(why.contains("offers no unreachable query"), why));
    }

    @Test
    void aLiveListCannotLeaveAQuery() {
        SuiteRun run = SuiteRun.of(SuspectQuerySuite.class, LIVE_LIST.name());
        assertEquals(Map.of(), run.failed());
    }

    @TestFactory
    Stream<DynamicTest> wrongQueryFails() {
        return WrongQueries.ALL.stream()
                .map(wrong -> dynamicTest(
                        wrong.name(),
                        () -> wrong.expected().check(SuiteRun.of(SuspectQuerySuite.class, wrong.name()))));
    }
}
