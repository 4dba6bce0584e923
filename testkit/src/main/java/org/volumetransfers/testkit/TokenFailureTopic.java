package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/** An unavailable identity service is an error, reported in bounded time, and never a rejection. */
abstract class TokenFailureTopic extends TokenTopic {

    private static final Duration BOUND = Duration.ofSeconds(30);

    TokenFailureTopic(TokenVerifierContract contract) {
        super(contract);
    }

    @Test
    void anUnreachableIdentityServiceIsReportedAsUnavailable() {
        assertEquals(Backend.IDENTITY, failureOf(unreachable()).backend());
    }

    @Test
    void aFailureIsNotCachedAsARejection() {
        TokenVerifier verifier = unreachable();
        for (int i = 0; i < 3; i++) {
            assertEquals(Backend.IDENTITY, failureOf(verifier).backend());
        }
    }

    @Test
    void theFailureDoesNotContainTheToken() {
        Throwable failure = failureOf(unreachable());
        while (failure != null) {
            assertFalse(failure.toString().contains(TOKEN), "the message contains the token");
            failure = failure.getCause();
        }
    }

    private static BackendUnavailableException failureOf(TokenVerifier verifier) {
        Result result = assertTimeoutPreemptively(BOUND, () -> verify(verifier, TOKEN));
        return assertInstanceOf(BackendUnavailableException.class, result.failure());
    }

    private TokenVerifier unreachable() {
        TokenVerifier verifier = contract.unreachable();
        return verifier != null
                ? verifier
                : abort("the suite has no unreachable identity service, so its failures are not tested");
    }
}
