package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.error.BackendUnavailableException;
import org.volumetransfers.domain.error.BackendUnavailableException.Backend;

/** An identity service that is away has not said no. */
abstract class TokenFailureTopic {

    /** Generous: this asks whether the adapter bounds its time at all, not how fast it is. */
    private static final Duration PROMPTLY = Duration.ofSeconds(30);

    private static final String TOKEN = "gAAAAABk-Token_of.Alice";

    private final Supplier<? extends @Nullable TokenVerifier> source;

    TokenFailureTopic(Supplier<? extends @Nullable TokenVerifier> source) {
        this.source = source;
    }

    @Test
    void anUnreachableIdentityServiceIsUnavailableAndNoRejection() {
        assertEquals(Backend.IDENTITY, failureOf(unreachable()).backend());
    }

    @Test
    void aFailureIsNotRememberedAsARejection() {
        TokenVerifier verifier = unreachable();
        for (int i = 0; i < 3; i++) {
            assertEquals(Backend.IDENTITY, failureOf(verifier).backend());
        }
    }

    @Test
    void theFailureDoesNotTellTheToken() {
        Throwable failure = failureOf(unreachable());
        while (failure != null) {
            assertFalse(failure.toString().contains(TOKEN), "the token stands in the text of the failure");
            failure = failure.getCause();
        }
    }

    private static BackendUnavailableException failureOf(TokenVerifier verifier) {
        TokenTopic.Answer answer = assertTimeoutPreemptively(PROMPTLY, () -> TokenTopic.ask(verifier, TOKEN));
        return assertInstanceOf(BackendUnavailableException.class, answer.failure());
    }

    private TokenVerifier unreachable() {
        TokenVerifier verifier = source.get();
        return verifier != null
                ? verifier
                : abort("the subclass offers no unreachable verifier: how it fails then is not tested");
    }
}
