package org.volumetransfers.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.volumetransfers.application.port.out.TokenVerifier;
import org.volumetransfers.domain.AuthToken;
import org.volumetransfers.domain.Caller;
import org.volumetransfers.domain.ProjectId;

/** The caller of a known token has exactly the project, roles and expiry of the token. */
abstract class KnownTokenTopic extends TokenTopic {

    private final TokenVerifierContract contract;

    KnownTokenTopic(TokenVerifierContract contract) {
        super(contract);
        this.contract = contract;
    }

    @Test
    void allRolesComeBackUnchanged() {
        Set<String> roles = Set.of("member", "Member", "te_admin", "op_gated_evs", "two words", "\u00E9\u8F6C");
        assertComesBack(PROJECT, roles, EXPIRY);
    }

    @Test
    void rolesAndProjectMayBeMissing() {
        assertComesBack(PROJECT, Set.of(), EXPIRY);
        assertComesBack(null, ROLES, EXPIRY);
        assertComesBack(null, Set.of(), EXPIRY);
    }

    @Test
    void projectIdsComeBackUnchanged() {
        for (String project : new String[] {
            "a4a5d4098fb4474fa22cd05f897d6b99", "a4a5d409-8fb4-474f-a22c-d05f897d6b99", "UPPER_lower-1", "1"
        }) {
            assertComesBack(new ProjectId(project), ROLES, EXPIRY);
        }
    }

    @Test
    void expiryKeepsItsMicroseconds() {
        for (int micros : new int[] {0, 1, 710_000, 999_999}) {
            assertComesBack(PROJECT, ROLES, NOW.plusSeconds(3600).plusNanos(micros * 1_000L));
        }
    }

    private void assertComesBack(@Nullable ProjectId project, Set<String> roles, Instant expiry) {
        Caller caller = new Caller(project, roles, expiry);
        assertKnown(caller, knowing(TOKEN, caller), TOKEN);
    }

    @Test
    void aTokenWithoutExpiryIsAlwaysValid() {
        assumeTrue(
                contract.tokensMayLackExpiry(),
                "the suite says that every token has an expiry, so tokens without one are not tested");
        Caller caller = new Caller(PROJECT, ROLES, null);
        TestClock clock = TestClock.at(NOW);
        TokenVerifier verifier = knowing(TOKEN, caller, clock);
        assertKnown(caller, verifier, TOKEN);
        clock.advance(Duration.ofDays(36_500));
        assertKnown(caller, verifier, TOKEN);
    }

    @Test
    void parallelVerificationsEachGetTheirOwnCaller() {
        Map<AuthToken, Caller> tokens = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            tokens.put(new AuthToken("token-" + i), numbered(i));
        }
        TokenVerifier verifier = knowing(tokens, TestClock.at(NOW));
        Readers.inParallel(8, thread -> {
            for (int i = 0; i < 50; i++) {
                int number = (thread * 3 + i) % 50;
                assertKnown(numbered(number), verifier, "token-" + number);
                assertRejected(verifier, "unknown-" + number);
            }
        });
    }

    private static Caller numbered(int i) {
        return new Caller(new ProjectId("project-" + i), Set.of("role-" + i), EXPIRY.plusSeconds(i));
    }

    @Test
    void allVerificationsOfOneTokenGetItsCaller() {
        TokenVerifier verifier = knowing(TOKEN, MEMBER);
        Readers.inParallel(8, thread -> assertKnown(MEMBER, verifier, TOKEN));
        assertKnown(MEMBER, verifier, TOKEN);
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
        String token =
                IntStream.rangeClosed('!', '~').mapToObj(Character::toString).collect(Collectors.joining());
        assertKnown(MEMBER, knowing(token, MEMBER), token);
    }
}
