package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;

/** The caller of a known token has exactly the project, roles and expiry of the token. */
abstract class KnownTokenTopic extends TokenTopic {

    private static final int CALLERS = 8;

    KnownTokenTopic(TokenVerifierContract contract) {
        super(contract);
    }

    @Test
    void aTokenThatIsVerifiedAgainHasTheSameCaller() {
        TokenVerifier verifier = knowing("token", MEMBER);
        for (int i = 0; i < 3; i++) {
            assertKnown(MEMBER, verifier, "token");
        }
    }

    @Test
    void allRolesComeBackUnchanged() {
        assertComesBack(new Caller(
                PROJECT, Set.of("member", "Member", "te_admin", "op_gated_evs", "two words", "\u00E9\u8F6C"), EXPIRY));
    }

    @Test
    void rolesAndProjectMayBeMissing() {
        assertComesBack(new Caller(PROJECT, Set.of(), EXPIRY));
        assertComesBack(new Caller(null, Set.of("member"), EXPIRY));
        assertComesBack(new Caller(null, Set.of(), EXPIRY));
    }

    @Test
    void projectIdsComeBackUnchanged() {
        for (String project : new String[] {
            "a4a5d4098fb4474fa22cd05f897d6b99", "a4a5d409-8fb4-474f-a22c-d05f897d6b99", "UPPER_lower-1", "1"
        }) {
            assertComesBack(new Caller(new ProjectId(project), Set.of("member"), EXPIRY));
        }
    }

    @Test
    void expiryKeepsItsMicroseconds() {
        Instant hour = NOW.plus(Duration.ofHours(1));
        for (int micros : new int[] {0, 1, 710_000, 999_999}) {
            assertComesBack(new Caller(PROJECT, Set.of("member"), hour.plusNanos(micros * 1_000L)));
        }
    }

    @Test
    void aTokenWithoutExpiryIsAlwaysValid() {
        assumeTrue(
                contract.tokensMayLackExpiry(),
                "the suite says that every token has an expiry, so tokens without one are not tested");
        Caller caller = new Caller(PROJECT, Set.of("member"), null);
        TestClock clock = TestClock.at(NOW);
        TokenVerifier verifier = knowing(Map.of(new AuthToken("token"), caller), clock);
        assertKnown(caller, verifier, "token");
        clock.advance(Duration.ofDays(36_500));
        assertKnown(caller, verifier, "token");
    }

    @Test
    void parallelVerificationsEachGetTheirOwnCaller() {
        Map<AuthToken, Caller> tokens = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            tokens.put(new AuthToken("token-" + i), numbered(i));
        }
        TokenVerifier verifier = knowing(tokens, TestClock.at(NOW));
        Readers.inParallel(CALLERS, caller -> {
            for (int i = 0; i < 50; i++) {
                int number = (caller * 3 + i) % 50;
                assertKnown(numbered(number), verifier, "token-" + number);
                assertRejected(verifier, "unknown-" + number);
            }
        });
    }

    @Test
    void parallelVerificationsOfOneTokenAllGetItsCaller() {
        TokenVerifier verifier = knowing("token", MEMBER);
        Readers.inParallel(CALLERS, caller -> assertKnown(MEMBER, verifier, "token"));
    }

    @Test
    void longTokensAreKnown() {
        for (int length : new int[] {180, 4_096, 8_192, 32_768}) {
            String token = "x".repeat(length - 1) + "y";
            TokenVerifier verifier = knowing(token, MEMBER);
            assertKnown(MEMBER, verifier, token);
            assertRejected(verifier, "x".repeat(length));
        }
    }

    @Test
    void tokensOfAllVisibleAsciiCharactersAreKnown() {
        StringBuilder token = new StringBuilder();
        for (char c = '!'; c <= '~'; c++) {
            token.append(c);
        }
        assertKnown(MEMBER, knowing(token.toString(), MEMBER), token.toString());
    }

    private void assertComesBack(Caller caller) {
        assertKnown(caller, knowing("token", caller), "token");
    }

    private static Caller numbered(int i) {
        return new Caller(new ProjectId("project-" + i), Set.of("role-" + i), EXPIRY.plusSeconds(i));
    }
}
