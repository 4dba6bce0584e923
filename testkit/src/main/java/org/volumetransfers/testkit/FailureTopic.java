package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.VolumeTransfer;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/**
 * Unavailable storage is an error, reported in bounded time, and never an empty result.
 *
 * @param <T> the port under test
 */
abstract class FailureTopic<T> {

    static final ProjectId PROJECT = SampleTransfers.FIRST_PROJECT;
    static final VolumeTransfer TRANSFER = SampleTransfers.plain(PROJECT, 0);

    /** Long, since the contract requires that the adapter bounds its time, not that it is fast. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final Supplier<? extends @Nullable T> source;

    FailureTopic(Supplier<? extends @Nullable T> source) {
        this.source = source;
    }

    /** Calls the port twice, since an adapter may fail differently once it knows that its storage is unavailable. */
    final void assertFails(Consumer<T> call) {
        T unreachable = unreachable();
        for (int i = 0; i < 2; i++) {
            BackendUnavailableException failure = assertTimeoutPreemptively(
                    BOUND, () -> assertThrows(BackendUnavailableException.class, () -> call.accept(unreachable)));
            assertEquals(Backend.STORAGE, failure.backend());
        }
    }

    private T unreachable() {
        T unreachable = source.get();
        return unreachable != null
                ? unreachable
                : abort("the suite has no unreachable storage, so failures of storage are not tested");
    }
}
