package org.volumetransfers.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;

/** Good until a microsecond before it expires, refused from that moment on; having been good does not help. */
abstract class TokenExpiryTopic extends TokenTopic {

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    TokenExpiryTopic(BiFunction<Map<AuthToken, Caller>, Clock, TokenVerifier> source) {
        super(source);
    }

    @Test
    void aTokenIsGoodAMicrosecondBeforeItExpires() {
        assertKnown(MEMBER, at(EXPIRY.minus(MICROSECOND)), "token");
    }

    @Test
    void aTokenIsRefusedAtTheMomentItExpires() {
        assertRejected(at(EXPIRY), "token");
    }

    @Test
    void aTokenIsRefusedEverAfter() {
        assertRejected(at(EXPIRY.plus(MICROSECOND)), "token");
        assertRejected(at(EXPIRY.plusSeconds(1)), "token");
        assertRejected(at(EXPIRY.plus(Duration.ofMinutes(5))), "token");
        assertRejected(at(EXPIRY.plus(Duration.ofDays(36_500))), "token");
    }

    @Test
    void aTokenThatWasGoodIsRefusedAtTheMomentItExpires() {
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
    void aTokenThatWasGoodShortlyBeforeIsRefusedAtTheMomentItExpires() {
        TestClock clock = TestClock.at(EXPIRY.minus(MICROSECOND));
        TokenVerifier verifier = knowing(Map.of(new AuthToken("token"), MEMBER), clock);
        assertKnown(MEMBER, verifier, "token");
        clock.advance(MICROSECOND);
        assertRejected(verifier, "token");
    }

    @Test
    void eachTokenExpiresAtItsOwnTime() {
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
