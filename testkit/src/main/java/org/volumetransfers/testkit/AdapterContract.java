package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;

/** What the contract suites share: an adapter can declare its known gaps. */
abstract class AdapterContract {

    /**
     * Returns the tests that this adapter is known to fail. They are aborted, which a build reports as skipped, together with
     * the reason.
     *
     * @return the reason by test, such as {@code Fidelity.microsecondsComeBack}, or by topic, such as {@code Fidelity}; empty
     *     by default
     */
    protected Map<String, String> knownGaps() {
        return Map.of();
    }

    @BeforeEach
    final void abortKnownGap(TestInfo info, TestReporter reporter) {
        String topic = info.getTestClass().orElseThrow().getSimpleName();
        String test = topic + "." + info.getTestMethod().orElseThrow().getName();
        Map<String, String> gaps = knownGaps();
        String reason = gaps.getOrDefault(test, gaps.get(topic));
        if (reason != null) {
            reporter.publishEntry("known gap", test + ": " + reason);
            abort("known gap: " + reason);
        }
    }
}
