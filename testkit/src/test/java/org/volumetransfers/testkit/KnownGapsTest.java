package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.volumetransfers.adapterauthor.QuerySuiteWithKnownGaps;
import org.volumetransfers.adapterauthor.QuerySuiteWithoutKnownGaps;

class KnownGapsTest {

    @Test
    void aGapThatIsNotDeclaredFailsItsTests() {
        SuiteRun run = SuiteRun.of(QuerySuiteWithoutKnownGaps.class);
        assertEquals(
                Set.of("Fidelity.nullNameStaysNull", "Fidelity.nastyTransfersComeBackOnPagesAndInWalks"),
                run.failed().keySet().stream()
                        .filter(test -> test.startsWith("Fidelity"))
                        .collect(Collectors.toSet()));
    }

    @Test
    void aKnownGapAbortsItsTestsAndReportsTheReason() {
        SuiteRun run = SuiteRun.of(QuerySuiteWithKnownGaps.class);
        assertEquals(Map.of(), run.failed());
        String prefix = "org.opentest4j.TestAbortedException: known gap: ";
        assertEquals(prefix + QuerySuiteWithKnownGaps.NULL_NAMES, run.skipped().get("Fidelity.nullNameStaysNull"));
        assertEquals(
                prefix + QuerySuiteWithKnownGaps.NULL_NAMES,
                run.skipped().get("ManyRows.walksInAnyStepsReturnTheSortedList"));
        assertEquals(
                Set.of("Fidelity", "Marker", "ManyRows", "Failure"),
                SuiteRun.topics(run.skipped().keySet()));
    }

    @Test
    void aKnownGapIsPublishedAsAReportEntry() {
        SuiteRun run = SuiteRun.of(QuerySuiteWithKnownGaps.class);
        assertEquals(
                "Fidelity.nullNameStaysNull: " + QuerySuiteWithKnownGaps.NULL_NAMES,
                run.reported().get("Fidelity.nullNameStaysNull"));
    }
}
