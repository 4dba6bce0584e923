package org.volumetransfers.testkit;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferLookup;

/**
 * A lookup to run the contract on.
 *
 * @param name its mistake
 * @param holding creates it
 * @param unreachable the same on unavailable storage, or null
 * @param expected the outcome of the contract
 */
record WrongLookup(
        String name,
        Function<Collection<StoredTransfer>, TransferLookup> holding,
        @Nullable TransferLookup unreachable,
        Expected expected) {}
