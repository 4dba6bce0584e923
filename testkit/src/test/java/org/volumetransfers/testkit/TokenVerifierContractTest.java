package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.volumetransfers.application.port.out.TokenVerifier;

/** The contract lets right verifiers pass, and each wrong one fail for its own reason. */
class TokenVerifierContractTest {

    private static final Expected NOTHING = new Expected(Set.of(), Set.of());
    private static final WrongVerifier RIGHT_ONE =
            new WrongVerifier("right", ReferenceVerifier::new, WrongVerifiers.AWAY, true, NOTHING);
    private static final WrongVerifier NEVER_AWAY =
            new WrongVerifier("right, never away", ReferenceVerifier::new, null, true, NOTHING);
    private static final WrongVerifier ALWAYS_EXPIRING = new WrongVerifier(
            "right, every token expires", ReferenceVerifier::new, WrongVerifiers.AWAY, false, NOTHING);

    /** As a remote check does: later, on another thread, and failures wrapped. */
    private static final WrongVerifier LATER = new WrongVerifier(
            "right, later",
            (tokens, clock) -> later(new ReferenceVerifier(tokens, clock)),
            later(WrongVerifiers.AWAY),
            true,
            NOTHING);

    static final List<WrongVerifier> RIGHT = List.of(RIGHT_ONE, NEVER_AWAY, ALWAYS_EXPIRING, LATER);

    @Test
    void rightVerifierPassesEveryTopic() {
        SuiteRun run = SuiteRun.of(SuspectVerifierSuite.class, RIGHT_ONE.name());
        assertEquals(Map.of(), run.failed());
        assertEquals(Map.of(), run.skipped());
        assertEquals(Set.of("Known", "Exactness", "Expiry", "Independence", "Failure"), SuiteRun.topics(run.passed()));
    }

    @Test
    void verifierThatAnswersLaterPassesEveryTopic() {
        SuiteRun run = SuiteRun.of(SuspectVerifierSuite.class, LATER.name());
        assertEquals(Map.of(), run.failed());
        assertEquals(Map.of(), run.skipped());
    }

    @Test
    void verifierWithoutAnUnreachableOneSkipsTheTopicFailureAloud() {
        SuiteRun run = SuiteRun.of(SuspectVerifierSuite.class, NEVER_AWAY.name());
        assertEquals(Map.of(), run.failed());
        assertEquals(Set.of("Failure"), SuiteRun.topics(run.skipped().keySet()));
        run.skipped().values().forEach(why -> assertTrue(why.contains("offers no unreachable verifier"), why));
    }

    @Test
    void verifierWhoseTokensAllExpireSkipsTheOneTestOfOthersAloud() {
        SuiteRun run = SuiteRun.of(SuspectVerifierSuite.class, ALWAYS_EXPIRING.name());
        assertEquals(Map.of(), run.failed());
        assertEquals(
                Set.of("Known.aTokenWithoutExpiryIsAlwaysGood"), run.skipped().keySet());
    }

    @TestFactory
    Stream<DynamicTest> wrongVerifierFails() {
        return WrongVerifiers.ALL.stream()
                .map(wrong -> dynamicTest(
                        wrong.name(),
                        () -> wrong.expected().check(SuiteRun.of(SuspectVerifierSuite.class, wrong.name()))));
    }

    private static TokenVerifier later(TokenVerifier verifier) {
        return token ->
                CompletableFuture.supplyAsync(() -> verifier.verify(token)).thenCompose(stage -> stage);
    }
}
