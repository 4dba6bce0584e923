package org.volumetransfers.testkit;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/** Whatever is not exactly a known token is rejected. */
abstract class TokenExactnessTopic extends TokenTopic {

    private static final String TOKEN = "gAAAAABk-Token_of.Alice";

    TokenExactnessTopic(BiFunction<Map<AuthToken, Caller>, Clock, TokenVerifier> source) {
        super(source);
    }

    @Test
    void anUnknownTokenIsRejected() {
        TokenVerifier verifier = knowing(TOKEN, MEMBER);
        assertRejected(verifier, "unknown");
        assertRejected(verifier, "unknown");
    }

    @Test
    void withoutAnyKnownTokenEveryTokenIsRejected() {
        assertRejected(knowing(Map.of(), TestClock.at(NOW)), TOKEN);
    }

    @Test
    void aTokenThatDiffersInCaseIsRejected() {
        TokenVerifier verifier = knowing(TOKEN, MEMBER);
        assertKnown(MEMBER, verifier, TOKEN);
        assertRejected(verifier, "GAAAAABK-TOKEN_OF.ALICE");
        assertRejected(verifier, "gaaaaabk-token_of.alice");
        assertRejected(verifier, "GAAAAABk-Token_of.Alice");
    }

    @Test
    void theBeginningOfATokenIsRejected() {
        TokenVerifier verifier = knowing(TOKEN, MEMBER);
        assertKnown(MEMBER, verifier, TOKEN);
        assertRejected(verifier, TOKEN.substring(0, TOKEN.length() - 1));
        assertRejected(verifier, TOKEN.substring(0, 1));
    }

    @Test
    void theEndOfATokenIsRejected() {
        TokenVerifier verifier = knowing(TOKEN, MEMBER);
        assertKnown(MEMBER, verifier, TOKEN);
        assertRejected(verifier, TOKEN.substring(1));
    }

    @Test
    void aTokenWithSomethingAddedIsRejected() {
        TokenVerifier verifier = knowing(TOKEN, MEMBER);
        assertKnown(MEMBER, verifier, TOKEN);
        assertRejected(verifier, TOKEN + "x");
        assertRejected(verifier, TOKEN + "=");
        assertRejected(verifier, "x" + TOKEN);
        assertRejected(verifier, TOKEN + "," + TOKEN);
    }

    @Test
    void nothingInATokenIsDecoded() {
        TokenVerifier verifier = knowing("a%41+b", MEMBER);
        assertKnown(MEMBER, verifier, "a%41+b");
        assertRejected(verifier, "aA+b");
        assertRejected(verifier, "a%2541%2Bb");
    }

    @Test
    void tokensThatDifferLittleAreDifferentTokens() {
        Caller other = new Caller(null, Set.of("reader"), EXPIRY.plusSeconds(1));
        assertTwoTokens("token", "Token", other);
        assertTwoTokens("token", "token1", other);
        assertTwoTokens("token", "token=", other);
        // One hash code in Java.
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
