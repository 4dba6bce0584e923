package org.volumetransfers.testkit;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/** A token that is not exactly a known one is rejected. */
abstract class TokenExactnessTopic extends TokenTopic {

    TokenExactnessTopic(TokenVerifierContract contract) {
        super(contract);
    }

    @Test
    void anUnknownTokenIsRejected() {
        assertRejected(knowing(TOKEN, MEMBER), "unknown", "unknown");
    }

    @Test
    void withoutKnownTokensEveryTokenIsRejected() {
        assertRejected(knowing(Map.of(), TestClock.at(NOW)), TOKEN);
    }

    @Test
    void aTokenThatDiffersInCaseIsRejected() {
        assertOnlyTokenIsKnown("GAAAAABK-TOKEN_OF.ALICE", "gaaaaabk-token_of.alice", "GAAAAABk-Token_of.Alice");
    }

    @Test
    void aPrefixOfATokenIsRejected() {
        assertOnlyTokenIsKnown(TOKEN.substring(0, TOKEN.length() - 1), TOKEN.substring(0, 1));
    }

    @Test
    void aSuffixOfATokenIsRejected() {
        assertOnlyTokenIsKnown(TOKEN.substring(1));
    }

    @Test
    void aTokenWithAnAdditionIsRejected() {
        assertOnlyTokenIsKnown(TOKEN + "x", TOKEN + "=", "x" + TOKEN, TOKEN + "," + TOKEN);
    }

    private void assertOnlyTokenIsKnown(String... others) {
        TokenVerifier verifier = knowing(TOKEN, MEMBER);
        assertKnown(MEMBER, verifier, TOKEN);
        assertRejected(verifier, others);
    }

    @Test
    void aTokenIsNotDecoded() {
        TokenVerifier verifier = knowing("a%41+b", MEMBER);
        assertKnown(MEMBER, verifier, "a%41+b");
        assertRejected(verifier, "aA+b", "a%2541%2Bb");
    }

    @Test
    void similarTokensAreDifferentTokens() {
        Caller other = new Caller(null, Set.of("reader"), EXPIRY.plusSeconds(1));
        assertTwoTokens("token", "Token", other);
        assertTwoTokens("token", "token1", other);
        assertTwoTokens("token", "token=", other);
        // Equal hash codes in Java.
        assertTwoTokens("token-Aa", "token-BB", other);
    }

    private void assertTwoTokens(String one, String another, Caller other) {
        TokenVerifier verifier =
                knowing(Map.of(new AuthToken(one), MEMBER, new AuthToken(another), other), TestClock.at(NOW));
        for (int i = 0; i < 2; i++) {
            assertKnown(MEMBER, verifier, one);
            assertKnown(other, verifier, another);
        }
    }
}
