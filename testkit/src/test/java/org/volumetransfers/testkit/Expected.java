package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;

/**
 * The outcome that a contract must have on a wrong implementation.
 *
 * @param topics every topic in which a test fails
 * @param witnesses tests that fail, among them those written for this very mistake
 */
record Expected(Set<String> topics, Set<String> witnesses) {

    static Expected failures(String topics, String... witnesses) {
        return new Expected(Set.of(topics.split(" ")), Set.of(witnesses));
    }

    void check(SuiteRun run) {
        assertTrue(
                run.failed().keySet().containsAll(witnesses),
                () -> "should have failed: " + witnesses + ", but these failed: "
                        + run.failed().keySet());
        assertEquals(
                new TreeSet<>(topics),
                run.failedTopics(),
                () -> "failed: " + run.failed().keySet());
        assertEquals(Set.of(), run.skipped().keySet());
    }
}
