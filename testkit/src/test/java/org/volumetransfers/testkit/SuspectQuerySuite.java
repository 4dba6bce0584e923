package org.volumetransfers.testkit;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.volumetransfers.domain.StoredTransfer;
import org.volumetransfers.domain.TransferQuery;

/** The contract on a suspect; not named like a test, since only {@link TransferQueryContractTest} runs it. */
@ExtendWith(SuspectResolver.class)
class SuspectQuerySuite extends TransferQueryContract {

    private final Suspect<TransferQuery> suspect;

    SuspectQuerySuite(Suspect<TransferQuery> suspect) {
        this.suspect = suspect;
    }

    @Override
    protected TransferQuery holding(Collection<StoredTransfer> rows) {
        return suspect.holding().apply(rows);
    }

    @Override
    protected @Nullable TransferQuery unreachable() {
        return suspect.unreachable();
    }
}
