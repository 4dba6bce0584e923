package org.volumetransfers.testkit;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.StoredTransfer;

/**
 * Storage to run a contract on.
 *
 * @param <T> the port
 * @param name its mistake
 * @param holding creates it
 * @param unreachable the same, but unavailable, or null
 * @param expected the outcome of the contract
 */
record Suspect<T>(
        String name,
        Function<Collection<StoredTransfer>, T> holding,
        @Nullable T unreachable,
        Expected expected) {}
