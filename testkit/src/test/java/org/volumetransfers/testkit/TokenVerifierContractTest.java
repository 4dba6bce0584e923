package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.volumetransfers.application.port.out.TokenVerifier;

/** Correct verifiers pass the contract, and each wrong one fails the tests that its mistake concerns. */
class TokenVerifierContractTest {

    private static final Expected NOTHING = new Expected(Set.of(), Set.of());
    private static final WrongVerifier CORRECT =
            new WrongVerifier("correct", ReferenceVerifier::new, WrongVerifiers.UNREACHABLE, true, NOTHING);
    private static final WrongVerifier NEVER_UNREACHABLE =
            new WrongVerifier("correct, never unreachable", ReferenceVerifier::new, null, true, NOTHING);
    private static final WrongVerifier ALWAYS_EXPIRING = new WrongVerifier(
            "correct, every token expires", ReferenceVerifier::new, WrongVerifiers.UNREACHABLE, false, NOTHING);

    /** Completes on another thread and wraps failures, as a remote verification does. */
    private static final WrongVerifier LATER = new WrongVerifier(
            "correct, later",
            (tokens, clock) -> later(new ReferenceVerifier(tokens, clock)),
            later(WrongVerifiers.UNREACHABLE),
            true,
            NOTHING);

    @Test
    void aCorrectVerifierPassesEveryTopic() {
        SuiteRun run = SuiteRun.of(SuspectVerifierSuite.class, CORRECT);
        assertEquals(Map.of(), run.failed());
        assertEquals(Map.of(), run.skipped());
        assertEquals(Set.of("Known", "Exactness", "Expiry", "Failure"), SuiteRun.topics(run.passed()));
    }

    @Test
    void aVerifierThatCompletesLaterPassesEveryTopic() {
        SuiteRun run = SuiteRun.of(SuspectVerifierSuite.class, LATER);
        assertEquals(Map.of(), run.failed());
        assertEquals(Map.of(), run.skipped());
    }

    @Test
    void theTopicFailureIsSkippedWithAReasonIfThereIsNoUnreachableVerifier() {
        SuiteRun run = SuiteRun.of(SuspectVerifierSuite.class, NEVER_UNREACHABLE);
        assertEquals(Map.of(), run.failed());
        assertEquals(Set.of("Failure"), SuiteRun.topics(run.skipped().keySet()));
        run.skipped().values().forEach(why -> assertTrue(why.contains("no unreachable identity service"), why));
    }

    @Test
    void theTestOfTokensWithoutExpiryIsSkippedIfAllExpire() {
        SuiteRun run = SuiteRun.of(SuspectVerifierSuite.class, ALWAYS_EXPIRING);
        assertEquals(Map.of(), run.failed());
        assertEquals(
                Set.of("Known.aTokenWithoutExpiryIsAlwaysValid"), run.skipped().keySet());
    }

    @TestFactory
    Stream<DynamicTest> wrongVerifiersFail() {
        return WrongVerifiers.ALL.stream()
                .map(wrong -> dynamicTest(
                        wrong.name(), () -> wrong.expected().check(SuiteRun.of(SuspectVerifierSuite.class, wrong))));
    }

    private static TokenVerifier later(TokenVerifier verifier) {
        return token ->
                CompletableFuture.supplyAsync(() -> verifier.verify(token)).thenCompose(stage -> stage);
    }
}
