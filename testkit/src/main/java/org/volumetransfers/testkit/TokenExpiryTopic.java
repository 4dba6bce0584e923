package org.volumetransfers.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/** A token is rejected from the moment it expires, even if it has been verified before. */
abstract class TokenExpiryTopic extends TokenTopic {

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    TokenExpiryTopic(TokenVerifierContract contract) {
        super(contract);
    }

    @Test
    void aTokenIsValidAMicrosecondBeforeItExpires() {
        assertKnown(MEMBER, at(EXPIRY.minus(MICROSECOND)), "token");
    }

    @Test
    void aTokenIsRejectedAtTheMomentItExpires() {
        assertRejected(at(EXPIRY), "token");
    }

    @Test
    void aTokenIsRejectedEverAfter() {
        assertRejected(at(EXPIRY.plus(MICROSECOND)), "token");
        assertRejected(at(EXPIRY.plusSeconds(1)), "token");
        assertRejected(at(EXPIRY.plus(Duration.ofMinutes(5))), "token");
        assertRejected(at(EXPIRY.plus(Duration.ofDays(36_500))), "token");
    }

    @Test
    void aTokenThatWasValidIsRejectedAtTheMomentItExpires() {
        TestClock clock = TestClock.at(NOW);
        TokenVerifier verifier = knowing(Map.of(new AuthToken("token"), MEMBER), clock);
        assertKnown(MEMBER, verifier, "token");
        clock.moveTo(EXPIRY.minus(MICROSECOND));
        assertKnown(MEMBER, verifier, "token");
        clock.moveTo(EXPIRY);
        assertRejected(verifier, "token");
        assertRejected(verifier, "token");
    }

    @Test
    void aTokenThatWasValidJustBeforeIsRejectedAtTheMomentItExpires() {
        TestClock clock = TestClock.at(EXPIRY.minus(MICROSECOND));
        TokenVerifier verifier = knowing(Map.of(new AuthToken("token"), MEMBER), clock);
        assertKnown(MEMBER, verifier, "token");
        clock.advance(MICROSECOND);
        assertRejected(verifier, "token");
    }

    @Test
    void eachTokenHasItsOwnExpiry() {
        Caller shortLived = new Caller(PROJECT, Set.of("member"), NOW.plusSeconds(5));
        TestClock clock = TestClock.at(NOW);
        TokenVerifier verifier =
                knowing(Map.of(new AuthToken("short"), shortLived, new AuthToken("long"), MEMBER), clock);
        assertKnown(shortLived, verifier, "short");
        assertKnown(MEMBER, verifier, "long");
        clock.advance(Duration.ofSeconds(5));
        assertRejected(verifier, "short");
        assertKnown(MEMBER, verifier, "long");
    }

    private TokenVerifier at(Instant now) {
        return knowing(Map.of(new AuthToken("token"), MEMBER), TestClock.at(now));
    }
}
