package org.volumetransfers.testkit;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;

/** Those who ask at the same time each get their own answer. */
abstract class TokenIndependenceTopic extends TokenTopic {

    private static final int ASKERS = 8;
    private static final int QUESTIONS = 50;
    private static final int TOKENS = 10;

    TokenIndependenceTopic(BiFunction<Map<AuthToken, Caller>, Clock, TokenVerifier> source) {
        super(source);
    }

    @Test
    void parallelAskersEachGetTheirOwnCaller() {
        Map<AuthToken, Caller> tokens = new HashMap<>();
        for (int i = 0; i < TOKENS; i++) {
            tokens.put(new AuthToken("token-" + i), numbered(i));
        }
        TokenVerifier verifier = knowing(tokens, TestClock.at(NOW));
        Readers.inParallel(ASKERS, asker -> {
            for (int i = 0; i < QUESTIONS; i++) {
                int number = (asker * 3 + i) % TOKENS;
                assertKnown(numbered(number), verifier, "token-" + number);
                assertRejected(verifier, "unknown-" + number);
            }
        });
    }

    @Test
    void parallelAskersOfOneTokenAllGetItsCaller() {
        TokenVerifier verifier = knowing("token", MEMBER);
        Readers.inParallel(ASKERS, asker -> assertKnown(MEMBER, verifier, "token"));
    }

    private static Caller numbered(int i) {
        return new Caller(new ProjectId("project-" + i), Set.of("role-" + i), EXPIRY);
    }
}
