package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;

/** A known token gives its caller: this project, these roles, this expiry, no more and no less. */
abstract class KnownTokenTopic extends TokenTopic {

    private final BooleanSupplier tokensMayLackExpiry;

    KnownTokenTopic(
            BiFunction<Map<AuthToken, Caller>, Clock, TokenVerifier> source, BooleanSupplier tokensMayLackExpiry) {
        super(source);
        this.tokensMayLackExpiry = tokensMayLackExpiry;
    }

    @Test
    void aKnownTokenGivesItsCaller() {
        assertGives(MEMBER);
    }

    @Test
    void aTokenAskedAgainGivesTheSameCaller() {
        TokenVerifier verifier = knowing("token", MEMBER);
        for (int i = 0; i < 3; i++) {
            assertKnown(MEMBER, verifier, "token");
        }
    }

    @Test
    void allRolesComeBackAsTheyAreWritten() {
        assertGives(new Caller(
                PROJECT, Set.of("member", "Member", "te_admin", "op_gated_evs", "two words", "\u00E9\u8F6C"), EXPIRY));
    }

    @Test
    void aTokenWithoutRolesHasNone() {
        assertGives(new Caller(PROJECT, Set.of(), EXPIRY));
    }

    @Test
    void anUnscopedTokenHasNoProject() {
        assertGives(new Caller(null, Set.of("member"), EXPIRY));
    }

    @Test
    void anUnscopedTokenWithoutRolesIsStillKnown() {
        assertGives(new Caller(null, Set.of(), EXPIRY));
    }

    @Test
    void projectIdsComeBackAsTheyAreWritten() {
        for (String project : new String[] {
            "a4a5d4098fb4474fa22cd05f897d6b99", "a4a5d409-8fb4-474f-a22c-d05f897d6b99", "UPPER_lower-1", "1"
        }) {
            assertGives(new Caller(new ProjectId(project), Set.of("member"), EXPIRY));
        }
    }

    @Test
    void expiryKeepsItsMicroseconds() {
        Instant hour = NOW.plus(Duration.ofHours(1));
        for (int micros : new int[] {0, 1, 710_000, 999_999}) {
            assertGives(new Caller(PROJECT, Set.of("member"), hour.plusNanos(micros * 1_000L)));
        }
    }

    @Test
    void aTokenWithoutExpiryIsAlwaysGood() {
        assumeTrue(
                tokensMayLackExpiry.getAsBoolean(),
                "the subclass says that every token has an expiry: tokens without one are not tested");
        Caller caller = new Caller(PROJECT, Set.of("member"), null);
        TestClock clock = TestClock.at(NOW);
        TokenVerifier verifier = knowing(Map.of(new AuthToken("token"), caller), clock);
        assertKnown(caller, verifier, "token");
        clock.advance(Duration.ofDays(36_500));
        assertKnown(caller, verifier, "token");
    }

    @Test
    void eachTokenGivesItsOwnCaller() {
        Map<AuthToken, Caller> tokens = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            tokens.put(new AuthToken("token-" + i), numbered(i));
        }
        TokenVerifier verifier = knowing(tokens, TestClock.at(NOW));
        for (int i = 49; i >= 0; i--) {
            assertKnown(numbered(i), verifier, "token-" + i);
        }
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
    void tokensOfAnyVisibleAsciiAreKnown() {
        StringBuilder token = new StringBuilder();
        for (char c = '!'; c <= '~'; c++) {
            token.append(c);
        }
        assertKnown(MEMBER, knowing(token.toString(), MEMBER), token.toString());
    }

    private void assertGives(Caller caller) {
        assertKnown(caller, knowing("token", caller), "token");
    }

    private static Caller numbered(int i) {
        return new Caller(new ProjectId("project-" + i), Set.of("role-" + i), EXPIRY.plusSeconds(i));
    }
}
