package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;

/**
 * What running a contract on something wrong must show.
 *
 * @param topics every topic in which a test fails
 * @param witnesses some tests that fail: those that are there for this very mistake
 */
record Expected(Set<String> topics, Set<String> witnesses) {

    static Expected failures(String topics, String... witnesses) {
        return new Expected(Set.of(topics.split(" ")), Set.of(witnesses));
    }

    void check(SuiteRun run) {
        assertTrue(
                run.failed().keySet().containsAll(witnesses),
                () -> "should have failed: " + witnesses + ", but failed: "
                        + run.failed().keySet());
        assertEquals(
                new TreeSet<>(topics),
                run.failedTopics(),
                () -> "failed: " + run.failed().keySet());
        assertEquals(Set.of(), run.skipped().keySet());
    }
}
