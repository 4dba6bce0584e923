package org.volumetransfers.testkit;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferLookup;
import org.volumetransfers.domain.TransferQuery;

/** The contract on a suspect; not named like a test, since only {@link TransferLookupContractTest} runs it. */
@ExtendWith(SuspectResolver.class)
class SuspectLookupSuite extends TransferLookupContract {

    private final Suspect<TransferLookup> suspect;
    private Collection<StoredTransfer> seeded = List.of();

    SuspectLookupSuite(Suspect<TransferLookup> suspect) {
        this.suspect = suspect;
    }

    @Override
    protected TransferLookup holding(Collection<StoredTransfer> rows) {
        seeded = rows;
        return suspect.holding().apply(rows);
    }

    @Override
    protected TransferQuery query() {
        return new ReferenceStorage(seeded);
    }

    @Override
    protected @Nullable TransferLookup unreachable() {
        return suspect.unreachable();
    }
}
