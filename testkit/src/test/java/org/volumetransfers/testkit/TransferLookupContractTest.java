package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.volumetransfers.domain.TransferLookup;

/** Correct lookups pass the contract, and each wrong one fails the tests that its mistake concerns. */
class TransferLookupContractTest {

    private static final Expected NOTHING = new Expected(Set.of(), Set.of());
    private static final Suspect<TransferLookup> CORRECT =
            new Suspect<>("correct", ReferenceStorage::new, WrongLookups.UNREACHABLE, NOTHING);
    private static final Suspect<TransferLookup> NEVER_UNREACHABLE =
            new Suspect<>("correct, never unreachable", ReferenceStorage::new, null, NOTHING);

    @Test
    void aCorrectLookupPassesEveryTopic() {
        SuiteRun run = SuiteRun.of(SuspectLookupSuite.class, CORRECT);
        assertEquals(Map.of(), run.failed());
        assertEquals(Map.of(), run.skipped());
        assertEquals(Set.of("Find", "Position", "Fidelity", "Agreement", "Failure"), SuiteRun.topics(run.passed()));
    }

    @Test
    void theTopicFailureIsSkippedWithAReasonIfThereIsNoUnreachableLookup() {
        SuiteRun run = SuiteRun.of(SuspectLookupSuite.class, NEVER_UNREACHABLE);
        assertEquals(Map.of(), run.failed());
        assertEquals(Set.of("Failure"), SuiteRun.topics(run.skipped().keySet()));
        run.skipped().values().forEach(why -> assertTrue(why.contains("no unreachable storage"), why));
    }

    @TestFactory
    Stream<DynamicTest> wrongLookupsFail() {
        return WrongLookups.ALL.stream()
                .map(wrong -> dynamicTest(
                        wrong.name(), () -> wrong.expected().check(SuiteRun.of(SuspectLookupSuite.class, wrong))));
    }
}
