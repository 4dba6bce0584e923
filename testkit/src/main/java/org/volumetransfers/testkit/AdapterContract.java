package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestReporter;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/** What the contract suites share: an adapter can declare its known gaps, and must report an unavailable backend. */
abstract class AdapterContract {

    /** Long, since the contracts require that an adapter bounds its time, not that it is fast. */
    static final Duration BOUND = Duration.ofSeconds(30);

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

    /** Returns the port on an unavailable backend; skips the test if the suite has none. */
    static <T> T required(@Nullable T unreachable, String backend) {
        return unreachable != null
                ? unreachable
                : abort("the suite has no unreachable " + backend + ", so failures of it are not tested");
    }

    /**
     * Asserts that unavailable storage is an error, reported in bounded time, and never an empty result. Calls the port twice,
     * since an adapter may fail differently once it knows that its storage is unavailable.
     */
    static <T> void assertStorageFails(@Nullable T unreachable, Consumer<T> call) {
        T port = required(unreachable, "storage");
        for (int i = 0; i < 2; i++) {
            BackendUnavailableException failure = assertTimeoutPreemptively(
                    BOUND, () -> assertThrows(BackendUnavailableException.class, () -> call.accept(port)));
            assertEquals(Backend.STORAGE, failure.backend());
        }
    }
}
