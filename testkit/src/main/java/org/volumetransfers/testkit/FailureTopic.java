package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.volumetransfers.domain.PageQuery;
import org.volumetransfers.domain.ProjectId;
import org.volumetransfers.domain.TransferQuery;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/** Storage that is away is an error, soon, and never an empty page. */
abstract class FailureTopic {

    /** Generous: this asks whether the adapter bounds its time at all, not how fast it is. */
    private static final Duration PROMPTLY = Duration.ofSeconds(30);

    private static final ProjectId PROJECT = SampleTransfers.FIRST_PROJECT;

    private final Supplier<? extends @Nullable TransferQuery> source;

    FailureTopic(Supplier<? extends @Nullable TransferQuery> source) {
        this.source = source;
    }

    @Test
    void unreachableStorageFailsAPageByOffset() {
        assertFails(PageQuery.atOffset(PROJECT, 0, 10));
    }

    @Test
    void unreachableStorageFailsAPageBehindAPosition() {
        assertFails(PageQuery.after(PROJECT, SampleTransfers.plain(PROJECT, 0).position(), 10));
    }

    /** Twice: what gives up after the first failure may give up differently. */
    private void assertFails(PageQuery query) {
        TransferQuery unreachable = unreachable();
        for (int i = 0; i < 2; i++) {
            BackendUnavailableException failure = assertTimeoutPreemptively(
                    PROMPTLY, () -> assertThrows(BackendUnavailableException.class, () -> unreachable.page(query)));
            assertEquals(Backend.STORAGE, failure.backend());
        }
    }

    private TransferQuery unreachable() {
        TransferQuery query = source.get();
        return query != null
                ? query
                : abort("the subclass offers no unreachable query: how it fails when storage is away is not tested");
    }
}
