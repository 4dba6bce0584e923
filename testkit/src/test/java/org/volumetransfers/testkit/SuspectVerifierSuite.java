package org.volumetransfers.testkit;

import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/** The contract on a suspect; not named like a test, since only {@link TokenVerifierContractTest} runs it. */
@ExtendWith(SuspectResolver.class)
class SuspectVerifierSuite extends TokenVerifierContract {

    private final WrongVerifier suspect;

    SuspectVerifierSuite(WrongVerifier suspect) {
        this.suspect = suspect;
    }

    @Override
    protected TokenVerifier knowing(Map<AuthToken, Caller> tokens, Clock clock) {
        return suspect.knowing().apply(tokens, clock);
    }

    @Override
    protected @Nullable TokenVerifier unreachable() {
        return suspect.unreachable();
    }

    @Override
    protected boolean tokensMayLackExpiry() {
        return suspect.tokensMayLackExpiry();
    }
}
