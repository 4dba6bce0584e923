package org.volumetransfers.testkit;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;

/**
 * A query to run the contract on.
 *
 * @param name its mistake
 * @param holding creates it
 * @param unreachable the same on unavailable storage, or null
 * @param expected the outcome of the contract
 */
record WrongQuery(
        String name,
        Function<Collection<StoredTransfer>, TransferQuery> holding,
        @Nullable TransferQuery unreachable,
        Expected expected) {}
