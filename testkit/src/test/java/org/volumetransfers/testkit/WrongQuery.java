package org.volumetransfers.testkit;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;

/**
 * A query under suspicion.
 *
 * @param name what is wrong with it
 * @param holding makes it
 * @param unreachable the same when storage is away, or null
 * @param expected who must notice
 */
record WrongQuery(
        String name,
        Function<Collection<StoredTransfer>, TransferQuery> holding,
        @Nullable TransferQuery unreachable,
        Expected expected) {}
